import type { VNode } from 'preact';
import type { KeyRecord } from '../../../keys/key-record.ts';
import { Alert } from '../../../ui/alert.tsx';
import { Actions, Button, ButtonLink } from '../../../ui/button.tsx';
import { ErrorSummary } from '../../../ui/error-summary.tsx';
import { Checkbox } from '../../../ui/fields.tsx';
import { Form } from '../../../ui/form.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { MarkedList, SummaryList } from '../../../ui/lists.tsx';
import type { PageFrame } from '../../../ui/site.ts';
import { formatMoment, formatSeconds } from '../../../words/format.ts';
import { pathIn, sayIn } from '../../../words/words.ts';
import { stateWords } from './key-words.ts';

/** How it stands: to be asked, asked without the check, or waiting for an answer. */
export type RetireState =
  { kind: 'open' } | { kind: 'unchecked' } | { kind: 'waiting'; isNew: boolean; endsAt: Date };

export interface RetireKeyPageProps {
  frame: PageFrame;
  record: Pick<KeyRecord, 'kid' | 'algorithm' | 'state'>;
  /** How long the second person has. */
  seconds: number;
  state: RetireState;
}

/** Asking that a key be retired at once. The form sends `understood` (yes). */
export function RetireKeyPage({ frame, record, seconds, state }: RetireKeyPageProps): VNode {
  const { language } = frame;
  const say = sayIn(language);
  const isUnchecked = state.kind === 'unchecked';
  return (
    <Layout
      frame={frame}
      title={say('staff.keyretire.h1')}
      isError={isUnchecked}
      notice={noticeOf(frame, state)}
    >
      <p class="cl-lead">{say('staff.keyretire.lead')}</p>
      <KeySummary frame={frame} record={record} />
      {state.kind !== 'waiting' && (
        <>
          <Effects frame={frame} seconds={seconds} />
          <Form frame={frame} action={`/staff/keys/${record.kid}/retire`}>
            <Checkbox
              name="understood"
              label={say('staff.keyretire.check')}
              {...(isUnchecked && { problem: say('staff.keyretire.missing') })}
            />
            <Actions>
              <Button look="danger">{say('staff.keyretire.btn')}</Button>
            </Actions>
          </Form>
        </>
      )}
      <Actions>
        <ButtonLink look="plain" href={pathIn(language, '/staff/keys')}>
          {say('staff.keystep.back')}
        </ButtonLink>
      </Actions>
    </Layout>
  );
}

/** Which key it is, and what it does now. */
export function KeySummary({ frame, record }: Pick<RetireKeyPageProps, 'frame' | 'record'>): VNode {
  const say = sayIn(frame.language);
  const { kid, algorithm, state } = record;
  return (
    <SummaryList
      rows={[
        { term: say('staff.keyanswer.key'), value: <code class="cl-kid">{kid}</code> },
        { term: say('staff.keyanswer.state'), value: `${say(stateWords[state])}, ${algorithm}` },
      ]}
    />
  );
}

function Effects({ frame, seconds }: Pick<RetireKeyPageProps, 'frame' | 'seconds'>): VNode {
  const { language } = frame;
  const say = sayIn(language);
  return (
    <>
      <h2>{say('staff.keyretire.do.h2')}</h2>
      <MarkedList mark="dot">
        <li>{say('staff.keyretire.do.ask', { time: formatSeconds(language, seconds) })}</li>
        <li>{say('staff.keyretire.do.dead')}</li>
        <li>{say('staff.keyretire.do.new')}</li>
        <li>{say('staff.keyretire.do.late')}</li>
      </MarkedList>
    </>
  );
}

function noticeOf({ language, site }: PageFrame, state: RetireState): VNode | undefined {
  const say = sayIn(language);
  switch (state.kind) {
    case 'open':
      return undefined;
    case 'unchecked': {
      const problems = [{ field: 'understood', message: say('staff.keyretire.missing') }];
      return <ErrorSummary title={say('common.error.summary')} problems={problems} />;
    }
    case 'waiting': {
      const time = formatMoment(language, state.endsAt, site.timeZone);
      return (
        <Alert kind="info" isStatus>
          {state.isNew ? say('staff.keyretire.asked', { time }) : say('staff.keyretire.waiting')}
        </Alert>
      );
    }
    default:
      return state satisfies never;
  }
}
