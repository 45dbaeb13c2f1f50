import type { VNode } from 'preact';
import type { ProviderFacts } from '../../../providers/provider.ts';
import { Alert } from '../../../ui/alert.tsx';
import { Actions, Button, ButtonLink } from '../../../ui/button.tsx';
import { ErrorSummary } from '../../../ui/error-summary.tsx';
import type { Problem } from '../../../ui/error-summary.tsx';
import { Radios, TextField } from '../../../ui/fields.tsx';
import { Form } from '../../../ui/form.tsx';
import { Layout } from '../../../ui/layout.tsx';
import type { PageFrame } from '../../../ui/site.ts';
import { nameIn, pathIn, sayIn } from '../../../words/words.ts';

/** What the page says of what was just done. */
export const blocksDone = {
  lifted: 'staff.blocks.done.lifted',
  gone: 'staff.blocks.done.gone',
} as const;

export type BlocksDone = keyof typeof blocksDone;

export interface BlocksPageProps {
  frame: PageFrame;
  providers: readonly Pick<ProviderFacts, 'id' | 'label'>[];
  /** What was chosen and typed before. */
  provider?: string;
  subject?: string;
  problems?: readonly Problem[];
  done?: BlocksDone | undefined;
}

/** Asking which account may be blocked. The form sends `provider` and `subject`. */
export function BlocksPage(props: BlocksPageProps): VNode {
  const { frame, providers, provider, subject, problems = [] } = props;
  const { language } = frame;
  const say = sayIn(language);
  const [first] = providers;
  const problemOf = (field: string) => problems.find((one) => one.field === field)?.message;
  return (
    <Layout
      frame={frame}
      title={say('staff.blocks.h1')}
      isError={problems.length > 0}
      notice={<Notice {...props} />}
    >
      <p class="cl-lead">{say('staff.blocks.lead')}</p>
      <p>{say('staff.blocks.no.list')}</p>
      <Form frame={frame} action="/staff/blocks">
        <Radios
          name="provider"
          legend={say('staff.blocks.provider')}
          options={choicesOf(props)}
          chosen={provider}
          problem={problemOf(`provider-${first?.id ?? ''}`)}
        />
        <TextField
          name="subject"
          label={say('staff.blocks.subject')}
          hint={say('staff.blocks.subject.hint')}
          value={subject}
          problem={problemOf('subject')}
        />
        <Actions>
          <Button>{say('staff.blocks.btn')}</Button>
          <ButtonLink look="plain" href={pathIn(language, '/staff/find')}>
            {say('find.h1')}
          </ButtonLink>
        </Actions>
      </Form>
    </Layout>
  );
}

function Notice({ frame: { language }, problems = [], done }: BlocksPageProps): VNode | null {
  const say = sayIn(language);
  if (problems.length > 0) {
    return <ErrorSummary title={say('common.error.summary')} problems={problems} />;
  }
  return done === undefined ? null : (
    <Alert kind="success" isStatus>
      {say(blocksDone[done])}
    </Alert>
  );
}

function choicesOf({ frame, providers }: BlocksPageProps): { value: string; label: string }[] {
  return providers.map(({ id, label }) => ({ value: id, label: nameIn(frame.language, label) }));
}
