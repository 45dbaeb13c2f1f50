/** What is left of each grant: its families and how far they came, and what ended it, in the ledger and the lattice. */
export const ofGrants = `
  select count(*)::int as count, families, generation, killed, ended, entries
  from (
    select coalesce(family.families, 0) as families, family.generation, family.killed,
           coalesce(epoch.epoch, 0)::int as ended, coalesce(told.entries, '') as entries
    from civic.app_grant g
    left join (
      select grant_id, count(*)::int as families, max(generation) as generation,
             bool_or(killed_at is not null) as killed
      from civic.refresh_family group by grant_id) as family on family.grant_id = g.id
    left join civic.epoch on epoch.rule = 'grant' and epoch.id = g.id::text
    left join (
      select detail->>'grantId' as grant_id, string_agg(type, ', ') as entries
      from civic.ledger_entry where type <> 'consent.given' group by 1) as told
      on told.grant_id = g.id::text
    where g.app_id = $1 and g.id = any($2::uuid[])) as trace
  group by 2, 3, 4, 5, 6`;

/** How many assertions of an app are remembered as used, and how many grants it has in its own name. */
export const ofAssertions = `
  select count(*)::int as count,
         (select count(*)::int from civic.app_grant where app_id = $1) as grants
  from civic.client_assertion where app_id = $1 and $2::uuid[] is not null`;
