import { statement } from '../../platform/database/statement.ts';
import { deliveryChannel } from './statements.ts';

/** Every stream, or those of one app, with what waits in it and what did not arrive. */
export const readStates = statement(
  'desk.read-states',
  `select stream.app_id as "appId", stream.kind, stream.method, stream.endpoint, stream.status, stream.failures,
     stream.failing_since as "failingSince",
     count(*) filter (where delivery.state = 'waiting')::int as waiting,
     min(delivery.queued_at) filter (where delivery.state = 'waiting') as "waitingSince",
     count(*) filter (where delivery.state = 'dead')::int as dead,
     count(*) filter (where delivery.state = 'delivered')::int as delivered,
     coalesce(array_agg(distinct delivery.error)
       filter (where delivery.error is not null and delivery.state <> 'delivered'), '{}') as errors
   from civic.event_stream as stream
   left join civic.event_delivery as delivery on delivery.stream_id = stream.id
   where $1::text is null or stream.app_id = $1
   group by stream.id order by stream.app_id, stream.kind`,
);

/** Apps that did not get something: how much was given up, and whether one that is on has left something for so long. */
export const readTroubles = statement(
  'desk.read-troubles',
  `select app.id as "appId", app.name, count(*) filter (where delivery.state = 'dead')::int as dead,
     bool_or(delivery.state = 'waiting') as "isLate"
   from civic.event_delivery as delivery
   join civic.event_stream as stream on stream.id = delivery.stream_id
   join civic.city_app as app on app.id = stream.app_id
   where delivery.state = 'dead'
     or (delivery.state = 'waiting' and app.disabled_at is null
         and delivery.queued_at <= civic.now() - make_interval(secs => $1))
   group by app.id, app.name order by app.name, app.id`,
);

/** Whoever serves hears that there is something to deliver, once it is committed. */
export const tell = statement('desk.tell', `select pg_notify('${deliveryChannel}', '')`);

/** What did not arrive waits again, as if it were new, in its old place. */
export const replay = statement(
  'desk.replay',
  `with again as (
     update civic.event_delivery as delivery
     set state = 'waiting', attempts = 0, error = null, settled_at = null, lease_until = null,
         queued_at = civic.now(), first_tried_at = null, next_try_at = civic.now()
     from civic.event_stream as stream
     where stream.id = delivery.stream_id and stream.app_id = $1 and delivery.state = 'dead'
     returning delivery.stream_id
   ), woken as (
     update civic.event_stream set next_try_at = civic.now()
     where id in (select stream_id from again)
   )
   select count(*)::int as events from again`,
);
