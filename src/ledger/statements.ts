import { purgeStatement } from '../platform/database/purge.ts';
import { statement } from '../platform/database/statement.ts';

const columns = `id, at, type, actor_kind, actor, resident_id, link_id, app_id, detail`;

/** Entry and recipients in one statement: one round trip, and neither without the other. */
export const insertEntry = statement(
  'ledger.insert',
  `with entry as (
     insert into civic.ledger_entry
       (type, actor_kind, actor, resident_id, link_id, app_id, detail)
     values ($1, $2, $3, $4, $5, $6, $7)
     returning id
   ), told as (
     insert into civic.ledger_recipient (entry_id, app_id, subject, expires_at)
     select entry.id, recipient.app_id, recipient.subject, civic.now() + interval '30 days'
     from entry, unnest($8::text[], $9::text[]) as recipient (app_id, subject)
     on conflict (entry_id, app_id) do nothing
   )
   select id from entry`,
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

export const readOfLink = statement(
  'ledger.of-link',
  `select ${columns} from civic.ledger_entry where link_id = $1 order by id`,
);

export const readOfResident = statement(
  'ledger.of-resident',
  `select ${columns} from civic.ledger_entry where resident_id = $1 order by id desc limit $2`,
);

export const purgeRecipients = purgeStatement('ledger.purge-recipients', {
  table: 'ledger_recipient',
  key: 'entry_id, app_id',
  isOver: 'expires_at <= civic.now()',
  atMost: 5000,
});
