import type { VNode } from 'preact';
import type { BulkProgress } from '../../../bulk/plan.ts';
import { itemSeconds } from '../../../bulk/lifetimes.ts';
import { SummaryList } from '../../../ui/lists.tsx';
import { Table } from '../../../ui/table.tsx';
import { formatCount, formatSeconds } from '../../../words/format.ts';
import { sayIn } from '../../../words/words.ts';
import type { PlainKey, Say } from '../../../words/words.ts';
import type { ShownPlan } from './shown-plan.ts';

/** How far a plan that was started has come, why links failed, and the list of all of them. */
export function PlanProgress(shown: ShownPlan): VNode {
  const { frame, plan, progress } = shown;
  const { language } = frame;
  const say = sayIn(language);
  if (isForgotten(plan.links, progress)) {
    return <p>{say('staff.bulk.run.over', { time: formatSeconds(language, itemSeconds) })}</p>;
  }
  const row = (term: string, count: number) => ({ term, value: formatCount(language, count) });
  const left = plan.endedAt === null ? 'staff.bulk.run.left' : 'staff.bulk.run.left.over';
  return (
    <>
      <h2>{say('staff.bulk.run.h2')}</h2>
      <SummaryList
        rows={[
          row(say('staff.bulk.run.done'), progress.done),
          row(say('staff.bulk.run.gone'), progress.gone),
          row(say('staff.bulk.run.failed'), progress.failed),
          row(say(left), progress.waiting),
        ]}
      />
      <Troubles {...shown} />
      <p>{say('staff.bulk.run.p')}</p>
      <p>
        {/* A file says the same in every language. */}
        <a class="usa-link cl-action" href={`/staff/bulk/${plan.id}/report.csv`}>
          {say('staff.bulk.run.csv')}
        </a>
      </p>
    </>
  );
}

function Troubles({ frame: { language }, troubles }: ShownPlan): VNode | null {
  if (troubles.length === 0) return null;
  const say = sayIn(language);
  return (
    <Table
      caption={say('staff.bulk.run.troubles')}
      headings={[say('staff.bulk.run.th.why'), say('staff.bulk.plan.th.links')]}
      rows={troubles.map(({ code, links }) => [
        <TroubleInWords say={say} code={code} />,
        formatCount(language, links),
      ])}
    />
  );
}

const troubleWords = new Map<string, PlainKey>([
  ['internal', 'staff.bulk.run.internal'],
  ['unavailable', 'staff.bulk.run.unavailable'],
]);

/** The code stands beside the words, since the list of links has only that; a newer version may know of further ones. */
function TroubleInWords({ say, code }: { say: Say; code: string }): VNode {
  const words = troubleWords.get(code);
  if (words === undefined) return <code>{code}</code>;
  return (
    <>
      {say(words)}
      <span class="cl-own-line">
        <code>{code}</code>
      </span>
    </>
  );
}

/** Which links were in a plan is not known as long as the plan is. */
function isForgotten(links: number, { waiting, done, gone, failed }: BulkProgress): boolean {
  return waiting + done + gone + failed < links;
}
