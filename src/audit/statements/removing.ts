import { historyMonths } from '../../ledger/ledger.ts';
import { statement } from '../../platform/database/statement.ts';

const cutoff = `civic.now() - interval '${historyMonths} months'`;

/** The first seals. The newest one of all is none of them: it never goes. */
const first = (limit: string): string => `
  select seal.seq, seal.hash, entry.at <= ${cutoff} as is_over
  from (select * from civic.ledger_seal order by seq limit ${limit}) as seal
  join civic.ledger_entry as entry on entry.id = seal.entry_id
  where seal.seq < (select max(seq) from civic.ledger_seal)`;

/** Those before the first young entry. Entries are not always sealed in the order of their time. */
const beginningOf = `
  select seq, hash from old
  where seq < coalesce((select min(seq) from old where not is_over), 9223372036854775807)`;

export const countOld = statement(
  'audit.count-old',
  `with old as (${first(`(select count(*) from civic.ledger_entry where at <= ${cutoff})`)})
   select count(*)::int as rows from (${beginningOf}) as gone`,
);

/** Where the old beginning ends, at most `$1` entries from where it starts. */
export const readOld = statement(
  'audit.read-old',
  `with old as (${first('$1')})
   select seq, encode(hash, 'hex') as hash from (${beginningOf}) as gone order by seq desc limit 1`,
);

/** Everything else is checked where no right of ours reaches. */
export const remove = statement(
  'audit.remove-history',
  `select civic.remove_history($1, decode($2, 'hex'), $3)::int as rows`,
);
