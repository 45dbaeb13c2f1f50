import { commitOrder, entryText, isFinal } from '../../ledger/entry-sql.ts';
import { statement } from '../../platform/database/statement.ts';

/** The newest seal, with where its entry stands. */
const head = `
  select seal.seq, seal.hash, entry.xid, entry.id
  from (select * from civic.ledger_seal order by seq desc limit 1) as seal
  left join civic.ledger_entry as entry on entry.id = seal.entry_id`;

/** Final entries that have no seal yet. */
const waiting = `
  ${isFinal('entry')} and (${commitOrder('entry')}) > (
    coalesce((select xid from head), '0'::xid8), coalesce((select id from head), 0))`;

/** The lock that lets one process at a time seal, sign or remove. `civic.remove_history` takes the same. */
export const tryLock = statement(
  'audit.try-lock',
  `select pg_try_advisory_xact_lock(hashtext('civic ledger sealer')) as mine`,
);

/** The same for who would rather wait. */
export const lock = statement(
  'audit.lock',
  `select pg_advisory_xact_lock(hashtext('civic ledger sealer'))`,
);

/** The one question an idle service asks. In order, so that it looks at the end of an index and not through the table. */
export const look = statement(
  'audit.look',
  `with head as (${head}), newest as (
     select seq, made_at from civic.ledger_checkpoint where kind = 'checkpoint'
     order by seq desc limit 1)
   select (select true from civic.ledger_entry as entry where ${waiting}
       order by ${commitOrder('entry')} limit 1) is not null as unsealed,
     coalesce((select seq from head), 0) > coalesce((select seq from newest), 0)
       and coalesce((select made_at + make_interval(secs => $1) <= civic.now() from newest), true)
       as due`,
);

/**
 * How many entries are sealed or read at once. Written out in the statements: PostgreSQL plans for a tenth of the table
 * when it does not know.
 */
export const batchLength = 5000;

/** Entries to seal, each with the place after which it comes. */
export const readWaiting = statement(
  'audit.read-waiting',
  `with head as (${head})
   select entry.id, ${entryText('entry')} as text,
     head.seq as head_seq, encode(head.hash, 'hex') as head_hash
   from civic.ledger_entry as entry left join head on true
   where ${waiting}
   order by ${commitOrder('entry')}
   limit ${batchLength}`,
);

/** The number is the fence: a sealer that lost its lock would give one away a second time, and cannot. */
export const insertSeals = statement(
  'audit.insert-seals',
  `insert into civic.ledger_seal (seq, entry_id, hash)
   select new.seq, new.entry_id, decode(new.hash, 'hex')
   from unnest($1::bigint[], $2::bigint[], $3::text[]) as new (seq, entry_id, hash)`,
);

export const readHead = statement(
  'audit.head',
  `select seq, encode(hash, 'hex') as hash from civic.ledger_seal order by seq desc limit 1`,
);

export const insertCheckpoint = statement(
  'audit.insert-checkpoint',
  `insert into civic.ledger_checkpoint (kind, seq, token) values ('checkpoint', $1, $2)`,
);

/** The newest of a kind. */
export const readNewest = statement(
  'audit.newest-checkpoint',
  `select seq, token, made_at from civic.ledger_checkpoint where kind = $1
   order by seq desc limit 1`,
);

/** How far the seal is behind, in order for the same reason. A table that grew far ahead of it is not counted to its end. */
export const readState = statement(
  'audit.state',
  `with head as (${head}), behind as (
     select entry.at from civic.ledger_entry as entry
     where (${commitOrder('entry')}) > (
       coalesce((select xid from head), '0'::xid8), coalesce((select id from head), 0))
     order by ${commitOrder('entry')} limit 10000)
   select (select seq from head) as sealed, count(*)::int as waiting,
     coalesce(extract(epoch from civic.now() - min(at)), 0)::float8 as late
   from behind`,
);
