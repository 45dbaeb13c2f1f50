import { commitOrder, entryText } from '../../ledger/entry-sql.ts';
import { statement } from '../../platform/database/statement.ts';
import { batchLength } from './sealing.ts';

/** So that what is sealed or removed meanwhile does not look like tampering. */
export const oneSnapshot = statement(
  'audit.one-snapshot',
  'set transaction isolation level repeatable read',
);

const entries = (where: string): string => `
  select entry.id, entry.xid::text as xid, seal.seq, encode(seal.hash, 'hex') as hash,
    ${entryText('entry')} as text
  from civic.ledger_entry as entry
  left join civic.ledger_seal as seal on seal.entry_id = entry.id
  ${where}
  order by ${commitOrder('entry')}`;

/** Entries in the order of sealing, with the seals they have. No condition that an entry could be made to escape. */
export const readFirst = statement(
  'audit.read-first-entries',
  `${entries('')} limit ${batchLength}`,
);

export const readNext = statement(
  'audit.read-next-entries',
  `${entries(`where (${commitOrder('entry')}) > ($1::xid8, $2::bigint)`)} limit ${batchLength}`,
);

/** The last seal, and whether an entry is in no order at all, which only somebody who changed the table could do. */
export const readLast = statement(
  'audit.last-seal',
  `select coalesce(max(seq), 0)::int8 as seq,
     exists (select from civic.ledger_entry where xid is null) as has_stray
   from civic.ledger_seal`,
);
