import type { Rewrite } from '../crash/database-proxy.ts';

/** Long enough for the other process to have looked, too. */
const aMoment = `(select pg_sleep(0.1)) as moment (passed)`;

/** What each statement decides by, and the same looked up first: what used to be one step becomes two. */
const asked: readonly (readonly [condition: string, lookedUp: string])[] = [
  [
    'and used_at is null and expires_at > civic.now()',
    `and exists (select from civic.authorization_code seen, ${aMoment}
                 where seen.code_hash = $1 and seen.used_at is null)`,
  ],
  [
    'and f.current_hash = $3 and f.killed_at is null',
    `and exists (select from civic.refresh_family seen, ${aMoment}
                 where seen.grant_id = $1 and seen.current_hash = $3 and seen.killed_at is null)`,
  ],
];

/** Puts select-then-update back where codes and refresh tokens are used up. */
export const selectThenUpdate: Rewrite = (query) => {
  // Without this the primary key would still notice the second family of a grant.
  if (query.startsWith('insert into civic.refresh_family'))
    return `${query} on conflict do nothing`;
  return asked.reduce((text, [decides, looks]) => text.replace(decides, () => looks), query);
};
