/*
 * The invariants of design section 7, judged from outside: by SQL alone, without a line of the service. Each
 * statement returns what breaks its rule, as text; a sound database returns nothing.
 */

/** Runs a statement as a superuser. */
export type Query = (sql: string) => Promise<{ broken: string }[]>;

interface Invariant {
  readonly rule: string;
  readonly sql: string;
}

const invariants: readonly Invariant[] = [
  {
    rule: 'I1: a social account is linked once',
    sql: `select count(*) || ' links of one account: ' || string_agg(id::text, ', ') as broken
          from civic.link group by namespace, subject_index having count(*) > 1`,
  },
  {
    rule: 'I1: and the database itself sees to it',
    sql: `select 'no unique index on (namespace, subject_index)' as broken
          where not exists (
            select from pg_index
            where indrelid = 'civic.link'::regclass and indisunique and indisvalid and indpred is null
              and pg_get_indexdef(indexrelid) like '%(namespace, subject_index)')`,
  },
  {
    rule: 'I2: a link comes from one trip that came back at most ten minutes before',
    sql: `select 'link ' || link.id as broken
          from civic.link left join civic.ledger_entry trip on trip.id = link.flow_entry
          where trip.id is null or trip.type <> 'flow.consumed'
             or trip.detail->>'provider' is distinct from link.provider
             or link.created_at - trip.at not between interval '0' and interval '10 minutes'`,
  },
  {
    rule: 'I2: a trip that was for linking links to the resident who began it',
    sql: `select 'link ' || link.id as broken
          from civic.link join civic.ledger_entry trip on trip.id = link.flow_entry
          where trip.detail->>'purpose' = 'link'
            and trip.resident_id is distinct from link.resident_id`,
  },
  {
    rule: 'I2: a trip that was for signing in makes the resident it links to',
    sql: `select 'link ' || link.id as broken
          from civic.link join civic.ledger_entry trip on trip.id = link.flow_entry
          join civic.ledger_entry made on made.type = 'link.created' and made.link_id = link.id
          where trip.detail->>'purpose' = 'sign-in'
            and not exists (
              select from civic.ledger_entry born
              where born.type = 'resident.created' and born.resident_id = link.resident_id
                and born.xid = made.xid)`,
  },
  {
    rule: 'I3: a state is consumed once',
    sql: `select count(*) || ' consumptions of flow ' || (detail->>'flow') as broken
          from civic.ledger_entry where type = 'flow.consumed'
          group by detail->>'flow' having count(*) > 1`,
  },
  {
    rule: 'I3: a flow is consumed exactly when the ledger says so',
    sql: `select 'flow ' || flow.id as broken
          from civic.flow left join civic.ledger_entry entry
            on entry.type = 'flow.consumed' and entry.detail->>'flow' = flow.id::text
          where (flow.consumed_at is null) <> (entry.id is null)`,
  },
  {
    rule: 'I3: one trip gives one link, or waits to give one, never both',
    sql: `select 'flow entry ' || flow_entry as broken
          from (select flow_entry from civic.link
                union all select flow_entry from civic.pending_identity) as used
          group by flow_entry having count(*) > 1`,
  },
  {
    rule: 'I7: a link is suspended exactly when the last that its provider said is that it does not work',
    sql: `select 'link ' || link.id as broken
          from civic.link left join lateral (
            select type from civic.ledger_entry
            where link_id = link.id and type in ('link.suspended', 'link.resumed')
            order by id desc limit 1) as said on true
          where link.is_suspended <> coalesce(said.type = 'link.suspended', false)`,
  },
  {
    rule: 'I7: a link has its one entry, and the entry its link until another says it is gone',
    sql: `select 'link ' || coalesce(link.id, told.link_id) as broken
          from civic.link full join (
            select link_id, resident_id,
                   count(*) filter (where type = 'link.created') as created,
                   count(*) filter (where type = 'link.removed') as removed
            from civic.ledger_entry where type in ('link.created', 'link.removed')
            group by link_id, resident_id) as told
            on told.link_id = link.id and told.resident_id = link.resident_id
          where told.created is distinct from 1 or told.removed > 1
             or (link.id is null) <> (told.removed = 1)`,
  },
  {
    rule: 'I7: a link that was removed is dead for whatever hung on it',
    sql: `select 'link ' || gone.link_id as broken
          from civic.ledger_entry gone
          left join civic.epoch on epoch.rule = 'link' and epoch.id = gone.link_id::text
          where gone.type = 'link.removed' and epoch.epoch is null`,
  },
  {
    rule: 'I7: a resident has one entry for coming, and one for going exactly when gone',
    sql: `select 'resident ' || coalesce(resident.id, told.resident_id) as broken
          from civic.resident full join (
            select resident_id,
                   count(*) filter (where type = 'resident.created') as created,
                   count(*) filter (where type = 'resident.erased') as erased
            from civic.ledger_entry where type in ('resident.created', 'resident.erased')
            group by resident_id) as told
            on told.resident_id = resident.id
          where told.created is distinct from 1 or told.erased > 1
             or (resident.id is null) <> (told.erased = 1)`,
  },
  {
    rule: 'I7: a resident without a link is one of whom the ledger says so',
    sql: `select 'resident ' || resident.id as broken
          from civic.resident
          left join civic.ledger_entry lost
            on lost.type = 'resident.unreachable' and lost.resident_id = resident.id
          where (resident.unreachable_since is null) <> (lost.id is null)
             or (resident.unreachable_since is null) <>
                exists (select from civic.link where link.resident_id = resident.id)`,
  },
  {
    rule: 'I7: every session has an entry for its sign-in, and rules that can end it',
    sql: `select 'session ' || session.id as broken
          from civic.resident_session session
          where (select count(*) from civic.coverage where subject_id = session.id) < 5
             or (select count(*) from civic.resident_session other
                 where other.resident_id = session.resident_id and other.auth_link = session.auth_link)
              > (select count(*) from civic.ledger_entry entry
                 where entry.type = 'resident.signed-in'
                   and entry.resident_id = session.resident_id and entry.link_id = session.auth_link)`,
  },
  {
    rule: 'I8: nothing hangs on what is not there',
    sql: `select 'pending identity ' || id as broken from civic.pending_identity
          where resident_id is not null and resident_id not in (select id from civic.resident)
          union all
          select 'link ' || id from civic.link
          where resident_id not in (select id from civic.resident)`,
  },
];

/** Every rule that is broken, with what breaks it. */
export async function violations(query: Query): Promise<string[]> {
  const found: string[] = [];
  for (const { rule, sql } of invariants) {
    const rows = await query(sql);
    found.push(...rows.map(({ broken }) => `${rule} (${broken})`));
  }
  return found;
}

/** Counters that change with every request, and what follows by itself from what is written elsewhere, a moment later. */
const passing = [
  'rate_limit',
  'migration',
  'tally',
  'help_code',
  'deleted_rows',
  'ledger_seal',
  'ledger_checkpoint',
  'revocation_notice',
  'revocation_batch',
  'revocation_list',
  'event_cursor',
  'event_delivery',
];

/**
 * Everything the database holds, in one value to compare: what a refusal must leave as it was (I8). When a
 * session was last seen is left out, since a refusal may be how it is seen.
 *
 * @param except tables that may change
 */
export async function everythingStored(
  query: Query,
  except: readonly string[] = [],
): Promise<string> {
  const ignored = [...passing, ...except];
  const tables = await query(
    `select table_name as broken from information_schema.tables
     where table_schema = 'civic' and table_type = 'BASE TABLE' order by 1`,
  );
  const contents: string[] = [];
  for (const { broken: table } of tables.filter((one) => !ignored.includes(one.broken))) {
    const rows = await query(
      `select (to_jsonb(t) - 'last_seen_at')::text as broken from civic."${table}" t order by 1`,
    );
    contents.push(`${table}: ${rows.map(({ broken }) => broken).join('\n')}`);
  }
  return contents.join('\n');
}
