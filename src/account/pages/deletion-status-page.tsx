import type { VNode } from 'preact';
import type { DeletionStatus } from '../../erasure/deletions.ts';
import { Actions, Button } from '../../ui/button.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { TextField } from '../../ui/fields.tsx';
import { Form } from '../../ui/form.tsx';
import { Layout } from '../../ui/layout.tsx';
import type { PageFrame } from '../../ui/site.ts';
import { formatDate } from '../../words/format.ts';
import { sayIn } from '../../words/words.ts';

export interface DeletionStatusPageProps {
  frame: PageFrame;
  /** Null before a code was given. */
  status: DeletionStatus | null;
  /** The code as it was given. */
  typed?: string;
}

/** What became of a deletion, to whoever has its code. The form sends `code`. */
export function DeletionStatusPage({ frame, status, typed = '' }: DeletionStatusPageProps): VNode {
  const say = sayIn(frame.language);
  const isUnknown = status?.kind === 'unknown';
  const isEmpty = typed.trim() === '';
  const problem = isUnknown ? say(isEmpty ? 'status.missing' : 'status.unknown') : undefined;
  const notice = problem && (
    <ErrorSummary
      title={say('common.error.summary')}
      problems={[{ field: 'code', message: problem }]}
    />
  );
  return (
    <Layout frame={frame} title={say('status.h1')} isError={problem !== undefined} notice={notice}>
      {status && <Result frame={frame} status={status} />}
      <Form frame={frame} action="/deletion">
        <TextField
          inCapitals
          name="code"
          label={say('status.label')}
          hint={say('status.hint')}
          value={isUnknown ? typed : undefined}
          problem={problem}
        />
        <Actions>
          <Button look={status === null || isUnknown ? 'primary' : 'outline'}>
            {say('status.btn')}
          </Button>
        </Actions>
      </Form>
    </Layout>
  );
}

const words = {
  record: { working: 'status.working', done: 'status.done', cancelled: 'status.cancelled' },
  link: {
    working: 'status.link.working',
    done: 'status.link.done',
    cancelled: 'status.link.cancelled',
  },
} as const;

function Result({ frame, status }: { frame: PageFrame; status: DeletionStatus }): VNode | null {
  const { language, site } = frame;
  const say = sayIn(language);
  const dateOf = (date: Date) => ({ date: formatDate(language, date, site.timeZone) });
  switch (status.kind) {
    case 'working':
      return <p class="cl-lead">{say(words[status.of].working, dateOf(status.by))}</p>;
    case 'cancelled':
      return <p class="cl-lead">{say(words[status.of].cancelled, dateOf(status.on))}</p>;
    case 'done':
      return (
        <>
          <p class="cl-lead">{say(words[status.of].done, dateOf(status.on))}</p>
          <p>{say('status.rest', dateOf(status.restUntil))}</p>
        </>
      );
    case 'unknown':
      return null;
    default:
      return status satisfies never;
  }
}
