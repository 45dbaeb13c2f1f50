import type { VNode } from 'preact';
import type { ReviewedDraft } from '../../../policy/policy-drafts.ts';
import { Alert } from '../../../ui/alert.tsx';
import { Actions, Button, ButtonLink } from '../../../ui/button.tsx';
import { ErrorSummary } from '../../../ui/error-summary.tsx';
import { TextField } from '../../../ui/fields.tsx';
import { Form } from '../../../ui/form.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { MarkedList } from '../../../ui/lists.tsx';
import type { PageFrame } from '../../../ui/site.ts';
import { formatDate } from '../../../words/format.ts';
import { pathIn, sayIn } from '../../../words/words.ts';

export type PublishProblem = 'other-number' | 'changed';

interface PublishPageProps {
  frame: PageFrame;
  version: NonNullable<ReviewedDraft['version']>;
  revision: number;
  /** When residents who have not agreed are paused, if it asks again. */
  pausesFrom: Date;
  problem?: PublishProblem;
}

/** The last question before a version is there for good. The form sends `number`. */
export function PublishPage(props: PublishPageProps): VNode {
  const { frame, version: draft, revision, problem } = props;
  const { version } = draft;
  const { language } = frame;
  const say = sayIn(language);
  const wrong =
    problem === 'other-number' ? say('staff.policy.publish.number.wrong', { version }) : undefined;
  return (
    <Layout
      frame={frame}
      title={say('staff.policy.publish.h1', { version })}
      isError={problem !== undefined}
      notice={<Notice frame={frame} problem={problem} wrong={wrong} />}
    >
      <p class="cl-lead">{say('staff.policy.publish.lead')}</p>
      <Effects {...props} />
      <Form
        frame={frame}
        action="/staff/policy/draft/publish"
        hidden={{ revision: String(revision) }}
      >
        <TextField
          name="number"
          label={say('staff.policy.publish.number')}
          hint={say('staff.policy.publish.number.hint', { version })}
          problem={wrong}
        />
        <Actions>
          <Button>{say('staff.policy.publish.btn')}</Button>
          <ButtonLink look="plain" href={pathIn(language, '/staff/policy/draft/preview')}>
            {say('staff.policy.draft.see')}
          </ButtonLink>
        </Actions>
      </Form>
    </Layout>
  );
}

/** What residents will notice, and when. */
function Effects({ frame: { language, site }, version, pausesFrom }: PublishPageProps): VNode {
  const say = sayIn(language);
  const day = (date: Date): string => formatDate(language, date, site.timeZone);
  return (
    <MarkedList mark="dot">
      <li>{say('staff.policy.publish.starts', { date: day(version.since) })}</li>
      <li>
        {version.asksAgain
          ? say('staff.policy.publish.asks', { date: day(pausesFrom) })
          : say('staff.policy.publish.quiet')}
      </li>
      {version.changes[language].map((change) => (
        <li>{change}</li>
      ))}
    </MarkedList>
  );
}

interface NoticeProps {
  frame: PageFrame;
  problem: PublishProblem | undefined;
  wrong: string | undefined;
}

function Notice({ frame, problem, wrong }: NoticeProps): VNode | null {
  const say = sayIn(frame.language);
  if (problem === 'changed') {
    return <Alert kind="warning">{say('staff.policy.publish.changed')}</Alert>;
  }
  if (wrong === undefined) return null;
  const problems = [{ field: 'number', message: wrong }];
  return <ErrorSummary title={say('common.error.summary')} problems={problems} />;
}
