import { purgeOf } from '../../platform/database/purge.ts';
import { statement } from '../../platform/database/statement.ts';
import { approveSeconds, confirmSeconds, itemSeconds, planMonths } from '../lifetimes.ts';

const isOpen = `state in ('planned', 'waiting')`;

const columns = `id, filter, reason, ticket, actor_kind, actor, role, links, counts, needs_approval,
  case when ${isOpen} and expires_at <= civic.now() then 'expired' else state end as state,
  planned_at, expires_at, started_at, ended_at`;

export const insert = statement(
  'bulk.insert-plan',
  `insert into civic.bulk_plan (id, filter, reason, ticket, actor_kind, actor, role, expires_at)
   values ($1, $2, $3, $4, $5, $6, $7, civic.now() + make_interval(secs => ${confirmSeconds}))`,
);

export const remove = statement('bulk.remove-plan', 'delete from civic.bulk_plan where id = $1');

export const complete = statement(
  'bulk.complete-plan',
  `update civic.bulk_plan set links = $2, counts = $3, needs_approval = $4 where id = $1
   returning ${columns}`,
);

export const find = statement(
  'bulk.find-plan',
  `select ${columns} from civic.bulk_plan where id = $1`,
);

/** The newest plans, or the newest before the one with a certain id. */
export const list = statement(
  'bulk.list-plans',
  `select ${columns} from civic.bulk_plan
   where $1::uuid is null
      or (planned_at, id) < (select planned_at, id from civic.bulk_plan where id = $1)
   order by planned_at desc, id desc limit $2`,
);

/** Those that wait for a second person, the ones that end soonest first. */
export const waiting = statement(
  'bulk.waiting-plans',
  `select ${columns} from civic.bulk_plan
   where state = 'waiting' and expires_at > civic.now() order by expires_at, id limit 200`,
);

/** Waits for the link that is being removed just now, and keeps the worker from the next one. */
export const lock = statement(
  'bulk.lock-plan',
  `select ${columns} from civic.bulk_plan where id = $1 for update`,
);

/** Of one that was locked. */
export const move = statement(
  'bulk.move-plan',
  `update civic.bulk_plan set state = $2,
     expires_at = case when $2 = 'waiting' then civic.now() + make_interval(secs => ${approveSeconds})
                       else expires_at end,
     started_at = case when $2 = 'running' then coalesce(started_at, civic.now()) else started_at end,
     ended_at = case when $2 in ('finished', 'stopped', 'rejected', 'cancelled') then civic.now() end
   where id = $1
   returning ${columns}`,
);

export const countWaiting = statement(
  'bulk.count-waiting-plans',
  `select count(*)::int as count from civic.bulk_plan
   where state = 'waiting' and expires_at > civic.now()`,
);

export const running = statement(
  'bulk.running-plans',
  `select id from civic.bulk_plan where state = 'running' order by started_at`,
);

/** The moment from which time counts against a plan; null while it runs. */
const restsSince = (plan: string): string =>
  `coalesce(${plan}.ended_at, case when ${plan}.${isOpen} then ${plan}.expires_at end)`;

export const purge = purgeOf('bulk.purge-plans', {
  table: 'bulk_plan',
  isOver: `${restsSince('old')} <= civic.now() - make_interval(months => ${planMonths})`,
  atMost: 20,
});

export const purgeItems = purgeOf('bulk.purge-items', {
  table: 'bulk_plan_item',
  isOver: `exists (select from civic.bulk_plan as plan where plan.id = old.plan_id
    and ${restsSince('plan')} <= civic.now() - make_interval(secs => ${itemSeconds}))`,
  atMost: 5000,
});
