import { days } from '../kernel/duration.ts';
import { purgeOf } from '../platform/database/purge.ts';
import { statement } from '../platform/database/statement.ts';
import { commitOrder, isFinal } from './entry-sql.ts';

/** How long is known who had to be told of an entry. */
export const recipientSeconds = days(30);

const columns = `id, at, type, actor_kind, actor, resident_id, link_id, app_id, detail`;

/** Where is told that an entry with recipients was written. */
export const toldChannel = 'civic_told';

/** Entry and recipients in one statement: one round trip, and neither without the other. */
export const insertEntry = statement(
  'ledger.insert',
  `with entry as (
     insert into civic.ledger_entry
       (type, actor_kind, actor, resident_id, link_id, app_id, detail)
     values ($1, $2, $3, $4, $5, $6, $7)
     returning id
   ), told as (
     insert into civic.ledger_recipient (entry_id, app_id, subject, sids, expires_at)
     select entry.id, recipient.app_id, recipient.subject, recipient.sids::uuid[], civic.now() + make_interval(secs => ${recipientSeconds})
     from entry, unnest($8::text[], $9::text[], $10::text[]) as recipient (app_id, subject, sids)
     on conflict (entry_id, app_id) do nothing
     returning 1
   )
   select id, (select pg_notify('${toldChannel}', '') from told limit 1) from entry`,
);

/**
 * Everything below the oldest transaction in progress is final: nothing can appear there any more. Within that,
 * (xid, id) is an order in which new entries only ever come at the end. The id alone is not: a transaction that
 * began late can take a low id and commit after a reader has passed it.
 */
export const readCommitted = statement(
  'ledger.read-committed',
  `select ${columns} from civic.ledger_entry
   where xid < pg_snapshot_xmin(pg_current_snapshot())
     and (xid, id) > (
       coalesce((select seen.xid from civic.ledger_entry as seen where seen.id = $1), '0'::xid8),
       $1::bigint
     )
   order by xid, id
   limit $2`,
);

/** As `readCommitted`, with recipients, and after a place that may have been removed since. */
export const readTelling = statement(
  'ledger.telling-after',
  `select ${columns}, xid::text as xid,
     array(select app_id from civic.ledger_recipient where entry_id = entry.id order by app_id) as apps,
     array(select subject from civic.ledger_recipient where entry_id = entry.id order by app_id) as subjects,
     (select coalesce(json_agg(sids order by app_id), '[]') from civic.ledger_recipient where entry_id = entry.id) as sids
   from civic.ledger_entry as entry
   where ${isFinal('entry')} and (xid, id) > ($1::xid8, $2::bigint)
   order by ${commitOrder('entry')}
   limit $3`,
);

export const readOfLink = statement(
  'ledger.of-link',
  `select ${columns} from civic.ledger_entry where link_id = $1 order by id`,
);

export const readOlder = statement(
  'ledger.older-of-resident',
  `select ${columns} from civic.ledger_entry
   where resident_id = $1 and ($2::bigint is null or id < $2) and type <> all($4::text[])
     and ($5::text[] is null or actor_kind = 'staff' or (actor_kind = 'app' and type = any($5)))
   order by id desc limit $3`,
);

export const readNewer = statement(
  'ledger.newer-of-resident',
  `select ${columns} from civic.ledger_entry
   where resident_id = $1 and id > $2 and type <> all($4::text[])
     and ($5::text[] is null or actor_kind = 'staff' or (actor_kind = 'app' and type = any($5)))
   order by id limit $3`,
);

/** A moment that went through JavaScript has lost its microseconds, so they do not count here either. */
export const readSince = statement(
  'ledger.since-of-resident',
  `select ${columns} from civic.ledger_entry
   where resident_id = $1 and date_trunc('milliseconds', at) > $2 and type = any($3::text[])
   order by id desc limit $4`,
);

export const readOne = statement(
  'ledger.one-of-resident',
  `select ${columns} from civic.ledger_entry where resident_id = $1 and id = $2`,
);

export const knows = statement(
  'ledger.knows',
  'select 1 from civic.ledger_entry where resident_id = $1 and type = $2 and detail @> $3 limit 1',
);

export const readTold = statement(
  'ledger.told-of',
  'select app_id from civic.ledger_recipient where entry_id = $1 order by app_id',
);

export const purgeRecipients = purgeOf('ledger.purge-recipients', {
  table: 'ledger_recipient',
  isOver: 'expires_at <= civic.now()',
  atMost: 5000,
});
