import type { VNode } from 'preact';
import { isOpen } from '../../../bulk/plan.ts';
import type { BulkFilter } from '../../../bulk/plan.ts';
import { dayIn } from '../../../kernel/calendar.ts';
import { SummaryList } from '../../../ui/lists.tsx';
import type { SummaryRow } from '../../../ui/lists.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { formatDate, formatExactly } from '../../../words/format.ts';
import type { PageFrame } from '../../../ui/site.ts';
import { nameIn, sayIn } from '../../../words/words.ts';
import type { PlainKey } from '../../../words/words.ts';
import { reasonIn } from '../records/order-words.ts';
import { isGivenUp, linksInWords, stateWords } from './plan-words.ts';
import type { ShownPlan } from './shown-plan.ts';

/** What a plan is: how many links and which, why, by whom, and until when it counts. */
export function PlanFacts(shown: ShownPlan): VNode {
  const { frame, plan, who } = shown;
  const say = sayIn(frame.language);
  const until = { term: say('staff.bulk.plan.until'), value: atMoment(shown, plan.expiresAt) };
  const ticket = { term: say('staff.bulk.plan.ticket'), value: plan.ticket };
  return (
    <>
      <p class="cl-count">{linksInWords(frame.language, plan.links)}</p>
      <SummaryList
        rows={[
          { term: say('staff.bulk.plan.state'), value: say(stateWords[plan.state]) },
          ...(isOpen(plan) ? [until] : []),
          ...filterRows(shown),
          { term: say('staff.bulk.plan.reason'), value: reasonIn(say, plan.reason) },
          ...(plan.ticket === null ? [] : [ticket]),
          { term: say('staff.bulk.plan.who'), value: who },
          { term: say('staff.bulk.plan.when'), value: atMoment(shown, plan.plannedAt) },
          { term: say('staff.bulk.plan.id'), value: <code class="cl-kid">{plan.id}</code> },
        ]}
      />
      {!isGivenUp(plan) && <p>{say('staff.bulk.plan.fixed')}</p>}
    </>
  );
}

const dayWords = [
  ['linkedFrom', 'staff.bulk.plan.from'],
  ['linkedBefore', 'staff.bulk.plan.before'],
  ['usedBefore', 'staff.bulk.plan.used'],
] as const satisfies readonly (readonly [keyof BulkFilter, PlainKey])[];

function filterRows({ frame, plan, providerName, appName }: ShownPlan): SummaryRow[] {
  const say = sayIn(frame.language);
  const { filter } = plan;
  const all = { term: say('staff.bulk.plan.which'), value: say('staff.bulk.plan.everything') };
  return [
    {
      term: say('staff.bulk.plan.provider'),
      value: nameIn(frame.language, providerName(filter.provider)),
    },
    ...(filter.everything ? [all] : []),
    ...dayWords.flatMap(([part, term]) => {
      const day = filter[part];
      return day ? [{ term: say(term), value: momentOf(frame, day) }] : [];
    }),
    ...(filter.app === undefined
      ? []
      : [{ term: say('staff.bulk.plan.app'), value: appName(filter.app) }]),
  ];
}

/** The console asks for days and the API for moments: a day is said where it is one. */
function momentOf({ language, site: { timeZone } }: PageFrame, moment: Date): string {
  const day = new Intl.DateTimeFormat('en-CA', { timeZone }).format(moment);
  const isMidnight = dayIn(day, timeZone).getTime() === moment.getTime();
  return isMidnight
    ? formatDate(language, moment, timeZone)
    : formatExactly(language, moment, timeZone);
}

function atMoment({ frame }: ShownPlan, at: Date): VNode {
  return <Moment frame={frame} at={at} />;
}
