import { entryColumns, entryText } from '../../ledger/entry-sql.ts';
import { statement } from '../../platform/database/statement.ts';
import type { Statement, Values } from '../../platform/database/statement.ts';
import type { AuditFilters, FilterName } from '../audit-filters.ts';

/** A statement with what it is given. */
export interface Question {
  statement: Statement;
  values: Values;
}

/** How many entries staff see at once, and how many are copied at once. */
export const pageLength = 50;
export const copyLength = 2000;

/** What each filter asks of an entry. Each has an index behind it. */
const conditions: Readonly<Record<FilterName, (value: string) => string>> = {
  from: (value) => `entry.at >= ${value}`,
  to: (value) => `entry.at < ${value}`,
  staff: (value) => `entry.actor_kind = 'staff' and entry.actor = ${value}`,
  type: (value) => `entry.type = ${value}`,
  residentId: (value) => `entry.resident_id = ${value}`,
  provider: (value) => `entry.detail ->> 'provider' = ${value}`,
  appId: (value) => `entry.app_id = ${value}`,
  reason: (value) => `entry.detail ->> 'reason' = ${value}`,
  entry: (value) => `entry.id = ${value}`,
};

const seal = `seal.seq, encode(seal.hash, 'hex') as hash`;

/** Looked up for each entry that is shown: the limit keeps PostgreSQL from reading all seals instead. */
const sealOf = 'select seq, hash from civic.ledger_seal where entry_id = entry.id limit 1';

/** `$1` is the entry next to which they are. One whose time is over came before all that are left. */
const place = (than: '<' | '>') => `(entry.at, entry.id) ${than} (
    coalesce((select known.at from civic.ledger_entry as known where known.id = $1), '-infinity'), $1::bigint)`;

const anywhere = '$1::bigint is null';

/** The newest entries that pass the filters, or those older than one. */
export function newest(filters: AuditFilters, before: string | null): Question {
  return asked(filters, [before], {
    name: before === null ? 'newest' : 'older',
    text: (where) => `select ${entryColumns('entry')}, ${seal}
      from civic.ledger_entry as entry
      left join lateral (${sealOf}) as seal on true
      where ${before === null ? anywhere : place('<')}${where}
      order by entry.at desc, entry.id desc limit ${pageLength + 1}`,
  });
}

/** The entries that pass the filters, oldest first, after one, with their seals. Limited before those are looked up. */
export function oldest(filters: AuditFilters, after: string | null): Question {
  return asked(filters, [after], {
    name: after === null ? 'oldest' : 'later',
    text: (where) => `select entry.id, ${entryText('entry')} as text, ${seal}
      from (select * from civic.ledger_entry as entry
        where ${after === null ? anywhere : place('>')}${where}
        order by entry.at, entry.id limit ${copyLength}) as entry
      left join lateral (${sealOf}) as seal on true
      order by entry.at, entry.id`,
  });
}

/** How many sealed entries pass the filters. */
export function counted(filters: AuditFilters): Question {
  return asked(filters, [], {
    name: 'count',
    text: (where) => `select count(*)::int as entries
      from civic.ledger_entry as entry
      join civic.ledger_seal as seal on seal.entry_id = entry.id where true${where}`,
  });
}

/** The chain itself: sealed entries by their number. Limited before they are joined, or each page would join all. */
export const readChain = statement(
  'audit.read-chain',
  `select entry.id, ${entryText('entry')} as text, ${seal}
   from (select * from civic.ledger_seal where seq > $1 and seq <= $2
     order by seq limit ${copyLength}) as seal
   join civic.ledger_entry as entry on entry.id = seal.entry_id
   order by seal.seq`,
);

export const entryOfNumber = statement(
  'audit.entry-of-number',
  `select entry.id from civic.ledger_seal as seal
   join civic.ledger_entry as entry on entry.id = seal.entry_id where seal.seq = $1`,
);

export const readBounds = statement(
  'audit.bounds',
  `select coalesce(min(seq), 1)::int8 as first, coalesce(max(seq), 0)::int8 as last
   from civic.ledger_seal`,
);

interface Form {
  name: string;
  text: (where: string) => string;
}

/** A statement of its own for each choice of filters, so that each finds its index. */
function asked(filters: AuditFilters, first: Values, { name, text }: Form): Question {
  const names = (Object.keys(conditions) as FilterName[]).filter((one) => one in filters);
  const where = names.map(
    (one, index) => ` and ${conditions[one](`$${first.length + index + 1}`)}`,
  );
  return {
    statement: statement(`audit.${[name, ...names].join('-')}`, text(where.join(''))),
    values: [...first, ...names.map((one) => filters[one])],
  };
}
