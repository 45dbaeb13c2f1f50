import type { VNode } from 'preact';
import type { DeliveryState } from '../../../feed/delivery-desk.ts';
import { SummaryList } from '../../../ui/lists.tsx';
import type { SummaryRow } from '../../../ui/lists.tsx';
import type { PageFrame } from '../../../ui/site.ts';
import { formatMoment } from '../../../words/format.ts';
import { sayIn } from '../../../words/words.ts';

const stateWords = {
  enabled: 'staff.hears.enabled',
  paused: 'staff.hears.paused',
  disabled: 'staff.hears.disabled',
} as const;

interface DeliverySummaryProps {
  frame: PageFrame;
  state: DeliveryState;
}

/** How one stream does: where it goes, what waits in it and what went wrong. */
export function DeliverySummary({ frame, state }: DeliverySummaryProps): VNode {
  const say = sayIn(frame.language);
  const rows = [...whereItGoes(frame, state), ...howItDoes(frame, state)];
  return (
    <>
      <h2>{say(state.kind === 'events' ? 'staff.hears.events' : 'staff.hears.logout')}</h2>
      <SummaryList rows={rows} />
    </>
  );
}

function whereItGoes({ language }: PageFrame, state: DeliveryState): SummaryRow[] {
  const say = sayIn(language);
  const { endpoint, status } = state;
  const how =
    endpoint === null ? say('staff.hears.poll') : say('staff.hears.push', { address: endpoint });
  return [
    { term: say('staff.hears.how'), value: how },
    { term: say('staff.hears.state'), value: say(stateWords[status]) },
  ];
}

function howItDoes({ language, site }: PageFrame, state: DeliveryState): SummaryRow[] {
  const say = sayIn(language);
  const { failingSince, waiting, waitingSince, dead, delivered, errors } = state;
  const timeOf = (moment: Date): string => formatMoment(language, moment, site.timeZone);
  const waits =
    waitingSince === null
      ? `${waiting}`
      : say('staff.hears.waiting.since', { count: waiting, time: timeOf(waitingSince) });
  const silent = failingSince && say('staff.hears.silent.since', { time: timeOf(failingSince) });
  return [
    ...(silent ? [{ term: say('staff.hears.silent'), value: silent }] : []),
    { term: say('staff.hears.waiting'), value: waits },
    { term: say('staff.hears.dead'), value: `${dead}` },
    { term: say('staff.hears.delivered'), value: `${delivered}` },
    ...(errors.length > 0
      ? [{ term: say('staff.hears.errors'), value: <code>{errors.join(' ')}</code> }]
      : []),
  ];
}
