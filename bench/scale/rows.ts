/** What the rows need to know about the service they are for. */
export interface Facts {
  issuer: string;
  app: string;
  resource: string;
  scopes: readonly string[];
  policyVersion: string;
}

interface Rows {
  text: string;
  values(facts: Facts): unknown[];
}

/**
 * A line per grant, with the ids of everything that belongs to it. Of ten grants two were ended and two hang on a link
 * that was removed. Sorted by grant, so that the large tables are written from one end to the other.
 */
export const ids = `
  create temporary table seed as
  select n, gen_random_uuid() as grant_id, gen_random_uuid() as resident_id, gen_random_uuid() as link_id,
         n % 10 < 2 as grant_ended, n % 10 between 2 and 3 as link_removed, false as asked
  from generate_series(1, $1::int) as n
  order by grant_id`;

/** Which grants are asked about: living ones, from all over the tables. */
export const choice = `
  update seed set asked = true where n in (
    select n from seed where not grant_ended and not link_removed order by md5(n::text) limit $1)`;

/** Residents with a link each, and what they let the app do. */
export const rows: readonly Rows[] = [
  {
    text: `insert into civic.resident (id, language) select resident_id, 'en' from seed`,
    values: () => [],
  },
  {
    text: `insert into civic.pairwise_subject (resident_id, sector, subject)
           select resident_id, $1, grant_id::text from seed`,
    values: ({ app }) => [app],
  },
  {
    text: `insert into civic.ledger_entry (id, type, actor_kind, resident_id, link_id)
           overriding system value
           select n + 1000000, 'link.created', 'resident', resident_id, link_id from seed`,
    values: () => [],
  },
  {
    text: `insert into civic.link (id, resident_id, provider, namespace, subject_index, sealed_subject,
                                   flow_entry, policy_version)
           select link_id, resident_id, 'google', 'seed', sha256(n::text::bytea), sha256(n::text::bytea),
                  n + 1000000, $1
           from seed where not link_removed`,
    values: ({ policyVersion }) => [policyVersion],
  },
  {
    text: `insert into civic.consent (resident_id, app_id, scopes, policy_version)
           select resident_id, $1, $2, $3 from seed`,
    values: ({ app, scopes, policyVersion }) => [app, scopes, policyVersion],
  },
  {
    text: `insert into civic.policy_acceptance (resident_id, version) select resident_id, $1 from seed`,
    values: ({ policyVersion }) => [policyVersion],
  },
  {
    text: `insert into civic.app_grant (id, resident_id, app_id, subject, scopes, resource, auth_link,
                                        authenticated_at)
           select grant_id, resident_id, $1, grant_id::text, $2, $3, link_id, civic.now() from seed`,
    values: ({ app, scopes, resource }) => [app, scopes, resource],
  },
  {
    text: `insert into civic.refresh_family (grant_id, app_id, generation, current_hash, idle_expires_at, expires_at)
           select grant_id, $1, 0, sha256(n::text::bytea), civic.now() + interval '30 days',
                  civic.now() + interval '180 days'
           from seed where not asked`,
    values: ({ app }) => [app],
  },
  {
    text: `insert into civic.coverage (subject_id, rule, id, epoch)
           select grant_id, rule, covering.id, 0
           from seed cross join lateral (values
             ('issuer', $1), ('provider', 'google'), ('app', $2), ('resident', resident_id::text),
             ('link', link_id::text), ('policy', resident_id::text), ('grant', grant_id::text)) as covering (rule, id)`,
    values: ({ issuer, app }) => [issuer, app],
  },
  {
    text: `insert into civic.epoch (rule, id, epoch)
           select 'grant', grant_id::text, 1 from seed where grant_ended
           union all select 'link', link_id::text, 1 from seed where link_removed`,
    values: () => [],
  },
  {
    text: `insert into civic.revoked_token (jti, expires_at)
           select encode(sha256(grant_id::text::bytea), 'base64'), civic.now() + interval '1 hour'
           from seed where n % 5 = 0`,
    values: () => [],
  },
];

/** A code for each grant that is asked about; `$1` are their hashes. */
export const codes = `
  insert into civic.authorization_code (code_hash, app_id, grant_id, redirect_uri, code_challenge, scopes, expires_at)
  select code_hash, $2, grant_id, $3, $4, $5, civic.now() + interval '1 hour'
  from unnest($1::bytea[]) with ordinality as code (code_hash, position)
  join (select grant_id, row_number() over (order by n) as position from seed where asked) as grants
    using (position)`;

/** As autovacuum leaves a table; otherwise it would begin while we measure. */
export const settle = ['vacuum (analyze)', 'checkpoint'];
