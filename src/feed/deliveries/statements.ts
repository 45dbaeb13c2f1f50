import { purgeOf } from '../../platform/database/purge.ts';
import { statement } from '../../platform/database/statement.ts';
import { deliveredSeconds, undeliveredSeconds } from '../event-lifetimes.ts';

/** Where is told that there is something to deliver. */
export const deliveryChannel = 'civic_delivery';

export const lockCursor = statement(
  'deliveries.lock-cursor',
  'select xid::text as xid, entry_id as id from civic.event_cursor for update',
);

export const moveCursor = statement(
  'deliveries.move-cursor',
  'update civic.event_cursor set xid = $1::xid8, entry_id = $2',
);

/** Rows and the last number of each stream in one statement. What is there already stays as it is. */
export const add = statement(
  'deliveries.add',
  `with added as (
     insert into civic.event_delivery (stream_id, seq, jti, txn, type, subject, event)
     select * from unnest($1::uuid[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::jsonb[])
     on conflict (stream_id, jti) do nothing
     returning stream_id, seq
   ), moved as (
     update civic.event_stream as stream set last_seq = last.seq
     from (select stream_id, max(seq) as seq from added group by stream_id) as last
     where stream.id = last.stream_id
     returning 1
   )
   select pg_notify('${deliveryChannel}', '') from moved limit 1`,
);

const columns = `seq::int as seq, jti, txn, type, subject, event`;

/** The next ones of a stream that is polled, in their order. */
export const readWaiting = statement(
  'deliveries.read-waiting',
  `select ${columns} from civic.event_delivery
   where stream_id = (select id from civic.event_stream where id = $1 and status = 'enabled')
     and state = 'waiting' order by seq limit $2`,
);

export const acknowledge = statement(
  'deliveries.acknowledge',
  `update civic.event_delivery set state = 'delivered', settled_at = civic.now()
   where stream_id = $1 and jti = any($2::text[]) and state = 'waiting'`,
);

/** What the receiver will not have is not sent again by itself. */
export const refuse = statement(
  'deliveries.refuse',
  `update civic.event_delivery as delivery
   set state = 'dead', error = refused.error, attempts = attempts + 1, settled_at = civic.now()
   from unnest($2::text[], $3::text[]) as refused (jti, error)
   where stream_id = $1 and delivery.jti = refused.jti and state = 'waiting'`,
);

export const purge = purgeOf('deliveries.purge', {
  table: 'event_delivery',
  isOver: `(state = 'delivered' and settled_at <= civic.now() - make_interval(secs => ${deliveredSeconds}))
     or queued_at <= civic.now() - make_interval(secs => ${undeliveredSeconds})`,
  atMost: 5000,
});
