import type { VNode } from 'preact';
import type { LookedFor } from '../../../ledger/event-catalogue.ts';
import { purposes } from '../../../support/support-access.ts';
import { Actions, Button } from '../../../ui/button.tsx';
import { ErrorSummary } from '../../../ui/error-summary.tsx';
import type { Problem } from '../../../ui/error-summary.tsx';
import { Radios, TextField } from '../../../ui/fields.tsx';
import { Form } from '../../../ui/form.tsx';
import { Layout } from '../../../ui/layout.tsx';
import type { PageFrame } from '../../../ui/site.ts';
import { pathIn, sayIn } from '../../../words/words.ts';
import type { Key, Say } from '../../../words/words.ts';

export interface FindPageProps {
  frame: PageFrame;
  problems?: readonly Problem[];
  /** What was typed and chosen before. */
  text?: string;
  lookedFor?: LookedFor;
  /** Whether the reader may lift blocks. */
  canLift: boolean;
}

/** Why staff look, as they choose among the purposes. */
export const purposeWords = {
  help: 'find.purpose.help',
  security: 'find.purpose.security',
  'records-request': 'find.purpose.records',
  'court-order': 'find.purpose.court',
  testing: 'find.purpose.testing',
} as const satisfies Record<LookedFor, Key>;

/** The purposes as staff choose among them. */
export function purposeOptions(say: Say) {
  return purposes.map((value) => ({ value, label: say(purposeWords[value]) }));
}

/** Where staff look for a resident, after they said why. The form sends `purpose` and `text`. */
export function FindPage(props: FindPageProps): VNode {
  const { frame, problems = [], text, lookedFor, canLift } = props;
  const say = sayIn(frame.language);
  const isError = problems.length > 0;
  const problemOf = (field: string) => problems.find((one) => one.field === field)?.message;
  const notice = isError && (
    <ErrorSummary title={say('common.error.summary')} problems={problems} />
  );
  return (
    <Layout frame={frame} title={say('find.h1')} isError={isError} notice={notice}>
      <p class="cl-lead">{say('find.lead')}</p>
      <Form frame={frame} action="/staff/find">
        <Radios
          name="purpose"
          legend={say('find.purpose')}
          options={purposeOptions(say)}
          chosen={lookedFor}
          problem={problemOf('purpose-help')}
        />
        <TextField
          name="text"
          label={say('find.text')}
          hint={say('find.text.hint')}
          value={text}
          problem={problemOf('text')}
        />
        <Actions>
          <Button>{say('find.btn')}</Button>
        </Actions>
      </Form>
      {canLift && (
        <a class="usa-link cl-action" href={pathIn(frame.language, '/staff/blocks')}>
          {say('staff.blocks.find')}
        </a>
      )}
    </Layout>
  );
}
