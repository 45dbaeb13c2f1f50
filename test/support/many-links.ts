import type { TestDatabase } from './database.ts';

/** Links that are made at once, as if their residents had come one after the other. */
export interface ManyLinks {
  count: number;
  provider?: string;
  /** When they were linked and last used, as PostgreSQL reads it. */
  linkedAt?: string;
  usedAt?: string;
  /** How many links each resident has. */
  each?: number;
}

/**
 * Makes residents with links in SQL, each with the entries a real one has, and returns the ids of the links. What is
 * sealed in them opens nowhere: they are there to be removed.
 */
export async function makeLinks(database: TestDatabase, links: ManyLinks): Promise<string[]> {
  const { count, provider = 'google', each = 1 } = links;
  const { linkedAt = 'now', usedAt = linkedAt } = links;
  const rows = await database.query<{ id: string }>(
    `with seed as materialized (
       select n, gen_random_uuid() as link_id, md5((n - 1) / $4 || random_name)::uuid as resident_id
       from generate_series(1, $1::int) as n, (select gen_random_uuid()::text as random_name) as once
     ), resident as (
       insert into civic.resident (id, language, created_at)
       select distinct resident_id, 'en', $3::timestamptz from seed
     ), trip as (
       insert into civic.ledger_entry (type, actor_kind, link_id, detail, at)
       select 'flow.consumed', 'resident', link_id,
              jsonb_build_object('flow', link_id, 'provider', $2::text, 'purpose', 'sign-in'), $3::timestamptz
       from seed returning id, link_id
     ), born as (
       insert into civic.ledger_entry (type, actor_kind, actor, resident_id, at)
       select distinct 'resident.created', 'resident', resident_id::text, resident_id, $3::timestamptz from seed
     ), made as (
       insert into civic.ledger_entry (type, actor_kind, actor, resident_id, link_id, detail, at)
       select 'link.created', 'resident', resident_id::text, resident_id, link_id,
              jsonb_build_object('provider', $2::text, 'nameKept', false, 'policyVersion', '1'), $3::timestamptz
       from seed
     )
     insert into civic.link (id, resident_id, provider, namespace, subject_index, sealed_subject, flow_entry,
                             policy_version, created_at, last_used_at)
     select seed.link_id, resident_id, $2, 'made', sha256(seed.link_id::text::bytea), '', trip.id, '1',
            $3::timestamptz, $5::timestamptz
     from seed join trip using (link_id) order by n returning id`,
    [count, provider, linkedAt, each, usedAt],
  );
  return rows.map(({ id }) => id);
}
