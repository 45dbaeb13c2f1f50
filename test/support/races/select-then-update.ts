import type { Rewrite } from '../crash/database-proxy.ts';

/** Long enough for the other process to have looked, too. */
const aMoment = `(select pg_sleep(0.3)) as moment (passed)`;

/** What each statement decides by, and the same looked up first: what used to be one step becomes two. */
const asked: readonly (readonly [condition: string, lookedUp: string])[] = [
  [
    'and used_at is null and expires_at > civic.now()',
    `and exists (select from civic.authorization_code seen, ${aMoment}
                 where seen.code_hash = $1 and seen.used_at is null)`,
  ],
  [
    'and current_hash = $3 and killed_at is null',
    `and exists (select from civic.refresh_family seen, ${aMoment}
                 where seen.grant_id = $1 and seen.current_hash = $3 and seen.killed_at is null)`,
  ],
];

/** Without this the primary key would still notice the second family of a grant. */
const familyOfCode = /(insert into civic\.refresh_family[^]*?)(\s*\)\s*select nonce)/;

/** Puts select-then-update back where codes, refresh tokens and assertions are used up. */
export const selectThenUpdate: Rewrite = (query) => {
  if (query.startsWith('insert into civic.client_assertion')) return selectThenInsert(query);
  const unnoticed = query.replace(familyOfCode, '$1 on conflict do nothing$2');
  return asked.reduce((text, [decides, looks]) => text.replace(decides, () => looks), unnoticed);
};

/** Whether the assertion is known is looked up first, and what the insert says of it is not heeded. */
function selectThenInsert(query: string): string {
  return `with put as (${query})
    select 1 from ${aMoment}
    where not exists (select from civic.client_assertion where app_id = $1 and jti_hash = $2)`;
}
