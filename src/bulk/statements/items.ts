import { connectionsSql } from '../../grants/consent-sql.ts';
import { linkDatesSql, linkOwnersSql, linksOfProviderSql } from '../../links/link-sql.ts';
import { statement } from '../../platform/database/statement.ts';

/** So many links are looked at in one statement, however few of them are chosen. */
export const atOnce = 10_000;

/** How often a link is tried before it counts as failed. */
const mostTries = 5;

/**
 * Whoever looks sees one moment from here on, in every statement of the transaction. It must be the first of them.
 */
export const oneMoment = statement(
  'bulk.one-moment',
  'set transaction isolation level repeatable read',
);

/** Puts the next links into a plan: of those looked at, the ones that the filter takes. */
export const freeze = statement(
  'bulk.freeze',
  `with looked as materialized (
     ${linksOfProviderSql('$3', '$8', String(atOnce))}
   ), chosen as materialized (
     select * from looked
     where ($4::timestamptz is null or created_at >= $4)
       and ($5::timestamptz is null or created_at < $5)
       and ($6::timestamptz is null or last_used_at < $6)
       and ($7::text is null or exists (
         select from (${connectionsSql}) as connection
         where connection.resident_id = looked.resident_id and connection.app_id = $7))
   ), put as (
     insert into civic.bulk_plan_item (plan_id, link_id, position)
     select $1, link_id, $2 + row_number() over (order by link_id) from chosen
   ), month as (
     select to_char(created_at at time zone $9, 'YYYY-MM') as name, count(*) as links
     from chosen group by 1
   )
   select (select count(*)::int from looked) as looked,
          (select max(link_id::text collate "C") from looked) as last,
          (select count(*)::int from chosen) as chosen,
          (select coalesce(json_object_agg(name, links), '{}') from month) as months`,
);

/** Each resident with links in a part of the plan, once: by the first of their links in it. */
const firstOfEach = `
     select owner.resident_id
     from civic.bulk_plan_item as item join (${linkOwnersSql}) as owner using (link_id)
     where item.plan_id = $1 and item.position between $2 and $3 and not exists (
       select from (${linkOwnersSql}) as sooner
       join civic.bulk_plan_item as also on also.plan_id = $1 and also.link_id = sooner.link_id
       where sooner.resident_id = owner.resident_id and sooner.link_id < item.link_id)`;

/** How many residents keep no link that is not in the plan. */
export const countOnlyLinks = statement(
  'bulk.count-only-links',
  `select count(*)::int as residents from (${firstOfEach}) as first
   where not exists (
     select from (${linkOwnersSql}) as other
     where other.resident_id = first.resident_id and not exists (
       select from civic.bulk_plan_item as item
       where item.plan_id = $1 and item.link_id = other.link_id))`,
);

export const countApps = statement(
  'bulk.count-apps',
  `select app_id as "appId", count(*)::int as residents
   from (${firstOfEach}) as first join (${connectionsSql}) as connection using (resident_id)
   group by app_id`,
);

/**
 * Locks a plan that runs, unless somebody else has it, and finds its next link; null when there is none left. What
 * failed before comes last. One process at a time has a plan, and whoever stops it waits for this link only.
 */
export const next = statement(
  'bulk.next-item',
  `with plan as materialized (
     select id, reason, ticket, actor_kind, actor, role, links from civic.bulk_plan
     where id = $1 and state = 'running' for no key update skip locked
   )
   select plan.reason, plan.ticket, plan.actor_kind, plan.actor, plan.role, plan.links, item.link_id
   from plan left join lateral (
     select link_id from civic.bulk_plan_item
     where plan_id = $1 and state = 'waiting' order by tries, position limit 1) as item on true`,
);

export const settle = statement(
  'bulk.settle-item',
  `update civic.bulk_plan_item set state = $3, trouble = null, settled_at = civic.now()
   where plan_id = $1 and link_id = $2 and state = 'waiting'`,
);

/** After so many tries it counts as failed, so that one link cannot hold up the others. */
export const stumble = statement(
  'bulk.stumble-item',
  `update civic.bulk_plan_item set tries = tries + 1, trouble = $3,
     state = case when tries + 1 < ${mostTries} then 'waiting' else 'failed' end,
     settled_at = case when tries + 1 < ${mostTries} then null else civic.now() end
   where plan_id = $1 and link_id = $2 and state = 'waiting'`,
);

export const progress = statement(
  'bulk.progress',
  `select count(*) filter (where state = 'waiting')::int as waiting,
          count(*) filter (where state = 'done')::int as done,
          count(*) filter (where state = 'gone')::int as gone,
          count(*) filter (where state = 'failed')::int as failed
   from civic.bulk_plan_item where plan_id = $1`,
);

export const report = statement(
  'bulk.report',
  `select position, link_id as "linkId", state, trouble, settled_at as "settledAt"
   from civic.bulk_plan_item where plan_id = $1 and position > $2 order by position limit $3`,
);

/**
 * At most so many links of a plan with so many in all, spread over it evenly: whoever looks again sees the same ones, as
 * long as they are there.
 */
export const sample = statement(
  'bulk.sample',
  `select link.resident_id as "residentId", link.provider, link.created_at as "linkedAt",
          link.last_used_at as "usedAt"
   from generate_series(0, least($2::bigint, $3) - 1) as pick
   join civic.bulk_plan_item as item
     on item.plan_id = $1 and item.position = 1 + pick * $2 / least($2, $3)
   join (${linkDatesSql}) as link using (link_id)
   order by item.position`,
);

export const troubles = statement(
  'bulk.troubles',
  `select coalesce(trouble, 'internal') as code, count(*)::int as links
   from civic.bulk_plan_item where plan_id = $1 and state = 'failed' group by 1 order by 2 desc, 1`,
);
