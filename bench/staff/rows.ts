/** What the rows need to know of the service they are for. */
interface Facts {
  links: number;
  app: string;
  issuer: string;
  /** The index of a name that one link in 200 has. */
  sharedName: Buffer;
}

/** Four of five residents have one link and the fifth has two; the rest of the tables follow. */
const ids = `
  create temporary table seed as
  select n, gen_random_uuid() as link_id, gen_random_uuid() as grant_id, null::uuid as resident_id,
         (n - n / 6)::int as resident
  from generate_series(1, $1::int) as n`;

const people = `
  create temporary table person as
  select resident, gen_random_uuid() as id from (select distinct resident from seed) as known`;

const owners = `update seed set resident_id = person.id from person where person.resident = seed.resident`;

/**
 * Years of use: residents with links, consents, grants and what covers them, and what the ledger has of it. What is sealed
 * here opens nowhere: who is looked for is sealed afterwards.
 */
export const rows: readonly { text: string; values: readonly (keyof Facts)[] }[] = [
  { text: ids, values: ['links'] },
  { text: people, values: [] },
  { text: owners, values: [] },
  { text: 'analyze seed', values: [] },
  { text: `insert into civic.resident (id, language) select id, 'en' from person`, values: [] },
  {
    text: `insert into civic.pairwise_subject (resident_id, sector, subject) select id, $1, id::text from person`,
    values: ['app'],
  },
  {
    text: `insert into civic.ledger_entry (type, actor_kind, actor, resident_id, detail)
           select type, 'resident', id::text, id, '{}'
           from person cross join (values ('resident.created'), ('resident.signed-in'), ('policy.accepted')) as event (type)`,
    values: [],
  },
  {
    text: `insert into civic.ledger_entry (id, type, actor_kind, resident_id, link_id)
           overriding system value
           select n + 100000000, 'link.created', 'resident', resident_id, link_id from seed`,
    values: [],
  },
  {
    text: `insert into civic.link (id, resident_id, provider, namespace, subject_index, sealed_subject,
                                   name_index, sealed_name, flow_entry, policy_version)
           select link_id, resident_id, case when n % 2 = 0 then 'google' else 'facebook' end, 'seed',
                  sha256(n::text::bytea), sha256(n::text::bytea),
                  case when n % 200 = 0 then $1 else sha256((n / 3)::text::bytea) end, '\\x00', n + 100000000, '1'
           from seed`,
    values: ['sharedName'],
  },
  {
    text: `insert into civic.consent (resident_id, app_id, scopes, policy_version)
           select id, $1, '{openid,linked_accounts}', '1' from person`,
    values: ['app'],
  },
  {
    text: `insert into civic.policy_acceptance (resident_id, version) select id, '1' from person`,
    values: [],
  },
  {
    text: `insert into civic.app_grant (id, resident_id, app_id, subject, scopes, resource, auth_link, authenticated_at)
           select grant_id, resident_id, $1, resident_id::text, '{openid,linked_accounts}', 'urn:bench', link_id, civic.now()
           from seed`,
    values: ['app'],
  },
  {
    text: `insert into civic.refresh_family (grant_id, app_id, generation, current_hash, idle_expires_at, expires_at)
           select grant_id, $1, 0, sha256(n::text::bytea), civic.now() + interval '30 days', civic.now() + interval '180 days'
           from seed`,
    values: ['app'],
  },
  {
    text: `insert into civic.coverage (subject_id, rule, id, epoch)
           select grant_id, rule, covering.id, 0
           from seed cross join lateral (values
             ('issuer', $1), ('app', $2), ('resident', resident_id::text), ('link', link_id::text),
             ('grant', grant_id::text)) as covering (rule, id)`,
    values: ['issuer', 'app'],
  },
  {
    text: `insert into civic.resident_session (id, token_hash, resident_id, auth_link, provider)
           select gen_random_uuid(), sha256(link_id::text::bytea), resident_id, link_id, 'google' from seed where n % 4 = 0`,
    values: [],
  },
  {
    text: `insert into civic.authorization_code (code_hash, app_id, grant_id, link_id, redirect_uri, code_challenge, scopes, expires_at)
           select sha256(link_id::text::bytea), $1, grant_id, link_id, '', '', '{openid}', civic.now() + interval '1 day'
           from seed where n % 4 = 0`,
    values: ['app'],
  },
  {
    text: `insert into civic.flow (id, state_hash, browser_hash, provider, purpose, session_id, resident_id, sealed_verifier,
                                   policy_version, language, expires_at)
           select gen_random_uuid(), sha256(link_id::text::bytea), '', 'google', 'link', gen_random_uuid(), resident_id, '',
                  '1', 'en', civic.now() + interval '1 day'
           from seed where n % 4 = 0`,
    values: [],
  },
];

/** Links from all over the table, of residents who have no other. */
export const chosen = `
  select link_id as "linkId", resident_id as "residentId" from seed
  where n % 6 between 1 and 4 order by md5(n::text) limit $1`;

/** Gives links an account and a name that can be found and opened. */
export const makeReal = `
  update civic.link set namespace = 'bench', subject_index = real.subject_index, sealed_subject = real.sealed_subject,
                        name_index = real.name_index, sealed_name = real.sealed_name
  from unnest($1::uuid[], $2::bytea[], $3::bytea[], $4::bytea[], $5::bytea[])
       as real (id, subject_index, sealed_subject, name_index, sealed_name)
  where link.id = real.id`;

export const addCodes = `
  insert into civic.support_code (resident_id, code_hash, expires_at)
  select resident_id, code_hash, civic.now() + interval '1 day'
  from unnest($1::uuid[], $2::bytea[]) as made (resident_id, code_hash)`;
