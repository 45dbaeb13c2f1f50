import type { VNode } from 'preact';
import { Actions, Button, ButtonLink } from '../../ui/button.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { Checkbox } from '../../ui/fields.tsx';
import { Form } from '../../ui/form.tsx';
import { Layout } from '../../ui/layout.tsx';
import { MarkedList } from '../../ui/lists.tsx';
import type { PageFrame } from '../../ui/site.ts';
import { formatList } from '../../words/format.ts';
import { pathIn, sayIn, type Say } from '../../words/words.ts';

export interface DeletePageProps {
  frame: PageFrame;
  /** The providers of the linked accounts, each once. */
  providers: readonly { label: string }[];
  /** True when the form came back without its box checked. */
  isUnchecked?: boolean;
}

/** What deleting the whole record does. The form sends `understood` (yes). */
export function DeletePage({ frame, providers, isUnchecked = false }: DeletePageProps): VNode {
  const say = sayIn(frame.language);
  const labels = providers.map(({ label }) => label);
  return (
    <Layout
      frame={frame}
      title={say('delete.h1')}
      isError={isUnchecked}
      notice={isUnchecked && <Unchecked say={say} />}
    >
      <p class="cl-lead">{say('delete.lead')}</p>
      <MarkedList mark="dot">
        <li>{say('delete.1')}</li>
        <li>{say('delete.2')}</li>
        <li>{say('delete.3')}</li>
        <li>{say('delete.4', { providers: formatList(frame.language, labels, 'and') })}</li>
      </MarkedList>
      <Form frame={frame} action="/account/delete">
        <Checkbox
          name="understood"
          label={say('delete.check')}
          problem={isUnchecked ? say('delete.check.error') : undefined}
        />
        <Actions>
          <Button look="danger">{say('delete.btn.yes')}</Button>
          <ButtonLink look="plain" href={pathIn(frame.language, '/account')}>
            {say('delete.btn.no')}
          </ButtonLink>
        </Actions>
      </Form>
    </Layout>
  );
}

function Unchecked({ say }: { say: Say }): VNode {
  const problems = [{ field: 'understood', message: say('delete.check.error') }];
  return <ErrorSummary title={say('common.error.summary')} problems={problems} />;
}
