import { statement } from '../../platform/database/statement.ts';

/** Every version, oldest first. The first one always holds: it came with the service. */
export const readVersions = statement(
  'policies.read-versions',
  `select version, starts_at as since, asks_again as "asksAgain",
          changes_en, changes_es, text_en, text_es,
          version = 1 or starts_at <= civic.now() as "hasStarted",
          starts_at + make_interval(secs => $1) <= civic.now() as "isOverdue"
   from civic.policy_version order by version`,
);

/**
 * Adds the version after the newest, if it begins later and has the number that was expected, where one was. No row when
 * not, or when another was quicker.
 */
export const insertNext = statement(
  'policies.insert-next',
  `insert into civic.policy_version
     (version, starts_at, asks_again, changes_en, changes_es, text_en, text_es)
   select max(version) + 1, $1::timestamptz, $2::boolean, $3::text[], $4::text[], $5::text, $6::text
   from civic.policy_version
   having max(starts_at) < $1::timestamptz and coalesce($7::integer = max(version) + 1, true)
   on conflict (version) do nothing
   returning version`,
);

export const accept = statement(
  'policies.accept',
  `insert into civic.policy_acceptance (resident_id, version) values ($1, $2)
   on conflict (resident_id, version) do nothing
   returning version`,
);

export const newestAccepted = statement(
  'policies.newest-accepted',
  'select max(version) as version from civic.policy_acceptance where resident_id = $1',
);

/** Residents by the version they agreed to; one who agreed to several is counted for each. */
export const countAccepted = statement(
  'policies.count-accepted',
  'select version, count(*)::int as residents from civic.policy_acceptance group by version',
);
