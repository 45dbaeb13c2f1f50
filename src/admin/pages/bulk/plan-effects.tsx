import type { VNode } from 'preact';
import type { PageFrame } from '../../../ui/site.ts';
import { Table } from '../../../ui/table.tsx';
import { unreachableSeconds } from '../../../retention/schedule.ts';
import { formatCount, formatDate, formatMonth, formatSeconds } from '../../../words/format.ts';
import { nameIn, sayIn } from '../../../words/words.ts';
import { Reads } from '../records/reads.tsx';
import { shortId } from '../records/short-id.ts';
import { isGivenUp } from './plan-words.ts';
import type { ShownPlan } from './shown-plan.ts';

/** Whom a plan is about, as it was seen in one moment, and what they will read, unless the plan was given up. */
export function PlanEffects(shown: ShownPlan): VNode {
  const { frame, plan, reads } = shown;
  const say = sayIn(frame.language);
  const isOver = isGivenUp(plan);
  return (
    <>
      <h2>{say(isOver ? 'staff.bulk.plan.effects.over' : 'staff.bulk.plan.effects.h2')}</h2>
      <OnlyLinks {...shown} />
      <Months {...shown} />
      <Services {...shown} />
      <Sample {...shown} />
      {!isOver && <Reads say={say} reads={reads} />}
    </>
  );
}

function OnlyLinks({ frame: { language }, plan }: ShownPlan): VNode {
  const say = sayIn(language);
  const count = formatCount(language, plan.onlyLink);
  if (isGivenUp(plan)) return <p>{say('staff.bulk.plan.only.over', { count })}</p>;
  if (plan.onlyLink === 0) return <p>{say('staff.bulk.plan.only.none')}</p>;
  const time = formatSeconds(language, unreachableSeconds);
  return (
    <p>
      <strong>{say('staff.bulk.plan.only', { count })}</strong>{' '}
      {say('staff.bulk.plan.only.p', { time })}
    </p>
  );
}

function Months({ frame: { language }, plan: { months } }: ShownPlan): VNode {
  const say = sayIn(language);
  return (
    <Table
      caption={say('staff.bulk.plan.months')}
      headings={[say('staff.bulk.plan.th.month'), say('staff.bulk.plan.th.links')]}
      rows={months.map(({ month, links }) => [
        formatMonth(language, month),
        formatCount(language, links),
      ])}
    />
  );
}

function Services({ frame: { language }, plan: { apps }, appName }: ShownPlan): VNode {
  const say = sayIn(language);
  if (apps.length === 0) return <p>{say('staff.bulk.plan.apps.none')}</p>;
  return (
    <Table
      caption={say('staff.bulk.plan.apps')}
      headings={[say('staff.bulk.plan.th.app'), say('staff.bulk.plan.th.residents')]}
      rows={apps.map(({ appId, residents }) => [
        <bdi>{appName(appId)}</bdi>,
        formatCount(language, residents),
      ])}
    />
  );
}

function Sample({ frame, plan, sample, providerName }: ShownPlan): VNode | null {
  if (sample.length === 0) return null;
  const { language } = frame;
  const say = sayIn(language);
  const count = formatCount(language, sample.length);
  return (
    <Table
      caption={say('staff.bulk.plan.sample', { count, links: formatCount(language, plan.links) })}
      headings={[
        say('staff.bulk.plan.th.record'),
        say('staff.bulk.plan.th.provider'),
        say('staff.bulk.plan.th.linked'),
        say('staff.bulk.plan.th.used'),
      ]}
      rows={sample.map(({ residentId, provider, linkedAt, usedAt }) => [
        <span class="cl-whole">{shortId(residentId)}</span>,
        nameIn(language, providerName(provider)),
        <Day frame={frame} at={linkedAt} />,
        <Day frame={frame} at={usedAt} />,
      ])}
    />
  );
}

/** A day is enough to judge by, and finds nobody. */
function Day({ frame: { language, site }, at }: { frame: PageFrame; at: Date }): VNode {
  return <>{formatDate(language, at, site.timeZone)}</>;
}
