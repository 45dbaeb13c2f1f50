import type { VNode } from 'preact';
import type { ChainCheck } from '../../../audit/chain-checks.ts';
import { longestWait } from '../../../audit/seal-state.ts';
import type { SealProgress } from '../../../audit/seal-state.ts';
import { Actions, Button, ButtonLink } from '../../../ui/button.tsx';
import { Form } from '../../../ui/form.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { MarkedList, SummaryList } from '../../../ui/lists.tsx';
import type { PageFrame } from '../../../ui/site.ts';
import { Snippet } from '../../../ui/snippet.tsx';
import { formatCount, formatMoment, formatSeconds } from '../../../words/format.ts';
import { pathIn, sayIn } from '../../../words/words.ts';
import { CheckResult } from './check-result.tsx';

export interface ChainPageProps {
  frame: PageFrame;
  /** Null before anybody has asked for one. */
  last: (ChainCheck & { who: string }) | null;
  /** The entry that stands where the last check found something wrong; null where none does. */
  wrong: string | null;
  state: SealProgress;
  hasFile: boolean;
}

/** Whether anybody changed the ledger, how far it is sealed, and what is kept elsewhere of it. */
export function ChainPage(props: ChainPageProps): VNode {
  const { frame, last, wrong } = props;
  const { language } = frame;
  const say = sayIn(language);
  return (
    <Layout frame={frame} title={say('audit.chain.h1')} isError={last?.event.intact === false}>
      <p class="cl-lead">{say('audit.chain.lead')}</p>
      <h2>{say('audit.chain.last.h2')}</h2>
      {last === null ? (
        <p>{say('audit.chain.never')}</p>
      ) : (
        <CheckResult frame={frame} check={last} wrong={wrong} />
      )}
      <Form frame={frame} action="/staff/audit/chain">
        <Actions>
          <Button>{say('audit.chain.btn')}</Button>
          <p class="cl-quiet">{say('audit.chain.takes')}</p>
        </Actions>
      </Form>
      <Progress {...props} />
      <Copies {...props} />
      <Actions>
        <ButtonLink look="plain" href={pathIn(language, '/staff/audit')}>
          {say('audit.back')}
        </ButtonLink>
      </Actions>
    </Layout>
  );
}

function Progress({ frame: { language, site }, state }: ChainPageProps): VNode {
  const say = sayIn(language);
  const { sealed, waiting, lateSeconds, checkpoint } = state;
  const point =
    checkpoint === null
      ? say('audit.chain.point.no')
      : say('audit.chain.point.is', {
          number: checkpoint.seq,
          time: formatMoment(language, checkpoint.madeAt, site.timeZone),
        });
  return (
    <>
      <h2>{say('audit.chain.now.h2')}</h2>
      <SummaryList
        rows={[
          { term: say('audit.chain.sealed'), value: sealed || say('audit.nothing') },
          { term: say('audit.chain.waiting'), value: formatCount(language, waiting) },
          { term: say('audit.chain.point'), value: point },
        ]}
      />
      {lateSeconds > longestWait && (
        <p>{say('audit.chain.late', { time: formatSeconds(language, Math.round(lateSeconds)) })}</p>
      )}
    </>
  );
}

function Copies({ frame, state: { checkpoint }, hasFile }: ChainPageProps): VNode {
  const say = sayIn(frame.language);
  return (
    <>
      <h2>{say('audit.chain.copies.h2')}</h2>
      <p>{say('audit.chain.copies.what')}</p>
      <MarkedList mark="dot">
        <li>{say('audit.chain.copies.db')}</li>
        <li>{say('audit.chain.copies.log')}</li>
        <li>{say(hasFile ? 'audit.chain.copies.file' : 'audit.chain.copies.nofile')}</li>
      </MarkedList>
      {checkpoint !== null && (
        <>
          <h2>{say('audit.chain.keep.h2')}</h2>
          <p>{say('audit.chain.keep.p')}</p>
          <Snippet lines={checkpoint.token} />
        </>
      )}
    </>
  );
}
