import type { VNode } from 'preact';
import { Actions, Button } from '../../../ui/button.tsx';
import { Form } from '../../../ui/form.tsx';
import type { PageFrame } from '../../../ui/site.ts';
import { sayIn } from '../../../words/words.ts';

interface CopyFormsProps {
  frame: PageFrame;
  copied: Readonly<Record<string, string>>;
  /** Whether anything is what was asked for. */
  hasRows: boolean;
}

/** Taking a copy: of what was asked for, or of everything. The forms send the filters and `form`. */
export function CopyForms({ frame, copied, hasRows }: CopyFormsProps): VNode {
  const say = sayIn(frame.language);
  return (
    <>
      <h2>{say('audit.copy.h2')}</h2>
      <p>{say('audit.copy.p')}</p>
      {hasRows && (
        <Form frame={frame} action="/staff/audit/copy" hidden={copied}>
          <Actions>
            <Button look="outline" name="form" value="csv">
              {say('audit.copy.csv')}
            </Button>
            <Button look="outline" name="form" value="jsonl">
              {say('audit.copy.jsonl')}
            </Button>
          </Actions>
        </Form>
      )}
      <Form frame={frame} action="/staff/audit/copy" hidden={{ form: 'jsonl' }}>
        <Actions>
          <Button look="outline">{say('audit.copy.whole')}</Button>
        </Actions>
      </Form>
    </>
  );
}
