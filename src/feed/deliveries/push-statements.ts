import { statement } from '../../platform/database/statement.ts';
import { verificationType } from '../event-types.ts';
import { forgottenSeconds, leaseSeconds, retriedSeconds } from '../retries.ts';

/** What waits for an app that is switched off goes nowhere until it is on again. */
const streamsOfAppsOn = `civic.event_stream as stream
     join civic.city_app as app on app.id = stream.app_id and app.disabled_at is null`;

/** Events of a place that has not answered yet wait; the one that asks it does not. */
const maySend = `(stream.status = 'enabled' or (delivery.type = '${verificationType}' and not stream.is_proven))`;

/**
 * The first that waits for its resident is looked up by its index for each event, however few the planner believes there
 * are: a join of all with all would take a minute where ten thousand wait. The time is asked once.
 */
const isDue = `delivery.state = 'waiting' and delivery.next_try_at <= (select civic.now())
     and (delivery.lease_until is null or delivery.lease_until <= (select civic.now()))
     and delivery.seq <= coalesce((
       select min(earlier.seq) from civic.event_delivery as earlier
       where earlier.stream_id = delivery.stream_id and earlier.subject = delivery.subject
         and earlier.state = 'waiting'), delivery.seq)`;

/** Streams that we send to and that have something to send now. */
export const streamsDue = statement(
  'push.streams-due',
  `select stream.id from ${streamsOfAppsOn}
   where stream.method = 'push' and stream.next_try_at <= civic.now()
     and exists (
       select from civic.event_delivery as delivery
       where delivery.stream_id = stream.id and ${maySend} and ${isDue})`,
);

/** Among so many of the oldest it is looked for one to ask a place with. */
const mostAsked = 100;

/**
 * Where a stream goes on: at its beginning, or, while its place does not answer, at the event that was tried the least of
 * the first. So one event that the place always fails at does not hold all others.
 */
const goesOnAt = `coalesce((
  select first.seq from (
    select delivery.seq, delivery.attempts
    from civic.event_stream as stream
    join civic.event_delivery as delivery on delivery.stream_id = stream.id
    where stream.id = $1 and stream.failures > 0 and ${maySend} and ${isDue}
    order by delivery.seq limit ${mostAsked}
  ) as first order by first.attempts, first.seq limit 1), 0)`;

/**
 * Takes the next events of a stream for a while: of one resident only the first that waits. Whoever else looks at the same
 * time takes others, and when whoever took them dies, they are free again after the lease. While the place does not
 * answer, one event is enough to ask it.
 */
export const claim = statement(
  'push.claim',
  `with due as (
     select delivery.stream_id, delivery.seq
     from ${streamsOfAppsOn}
     join civic.event_delivery as delivery on delivery.stream_id = stream.id
     where stream.id = $1 and stream.next_try_at <= civic.now() and ${maySend} and ${isDue}
       and delivery.seq >= ${goesOnAt}
     order by delivery.seq
     limit (select case when failures > 0 then 1 else $2::int end from civic.event_stream where id = $1)
     for update of delivery skip locked
   )
   update civic.event_delivery as delivery
   set lease_until = civic.now() + make_interval(secs => ${leaseSeconds}), attempts = attempts + 1,
     first_tried_at = coalesce(first_tried_at, civic.now())
   from due, civic.event_stream as stream
   where delivery.stream_id = due.stream_id and delivery.seq = due.seq and stream.id = due.stream_id
   returning delivery.seq::int as seq, delivery.jti, delivery.txn, delivery.type, delivery.subject,
     delivery.event, delivery.attempts, delivery.lease_until as lease, stream.id as "streamId",
     stream.app_id as "appId", stream.kind, stream.endpoint, stream.sealed_authorization as "sealedAuthorization"`,
);

/** That a place answers. What is said by one that the stream has no more says nothing of its present one. */
const answers = `failures = 0, failing_since = null, next_try_at = civic.now()`;

const arrived = `state = 'delivered', settled_at = civic.now(), lease_until = null, error = null`;

/** Several that arrived. */
export const settleDelivered = statement(
  'push.delivered',
  `with settled as (
     update civic.event_delivery set ${arrived}
     where stream_id = $1 and seq = any($2::bigint[]) and state = 'waiting'
   )
   update civic.event_stream set ${answers}
   where id = $1 and failures > 0 and endpoint is not distinct from $3`,
);

/**
 * A verification that arrived opens the stream, if the place that took it is still the place of the stream. Whoever changes
 * the place locks the stream before its events, and so does this: neither waits for the other for ever.
 */
export const settleVerified = statement(
  'push.verified',
  `with place as (
     select id from civic.event_stream where id = $1 for update
   ), settled as (
     update civic.event_delivery as delivery set ${arrived}
     from place
     where delivery.stream_id = place.id and delivery.seq = any($2::bigint[]) and delivery.state = 'waiting'
     returning 1
   )
   update civic.event_stream
   set ${answers}, is_proven = true,
       status = case when is_proven then status else 'enabled' end,
       reason = case when is_proven then reason end
   where id = $1 and endpoint is not distinct from $3 and exists (select from settled)`,
);

const isTriedOut = `first_tried_at <= civic.now() - make_interval(secs => ${retriedSeconds})`;

/** One that the receiver will not have: it is tried again later, for as long as we try from its first try on, and others go on. */
export const settleRefused = statement(
  'push.refused',
  `update civic.event_delivery
   set error = $3, lease_until = null,
       state = case when ${isTriedOut} then 'dead' else state end,
       settled_at = case when ${isTriedOut} then civic.now() end,
       next_try_at = civic.now() + make_interval(secs => $4)
   where stream_id = $1 and seq = $2 and state = 'waiting'`,
);

/**
 * The place does not answer: all of the stream waits, a little longer each time. What has waited as long as we try while
 * it did not answer becomes a dead letter, and so does what it fails at for as long while it takes others. Where nobody
 * has asked it for hours, as while its app was off, it begins anew.
 */
export const settleUnavailable = statement(
  'push.unavailable',
  `with failing as (
     update civic.event_stream
     set failures = failures + 1,
         failing_since = case
           when next_try_at > civic.now() - make_interval(secs => ${forgottenSeconds})
           then coalesce(failing_since, civic.now()) else civic.now() end,
         next_try_at = civic.now() + make_interval(secs => $4)
     where id = $1 and endpoint is not distinct from $5 returning id, failing_since
   ), old as (
     select delivery.seq, greatest(delivery.queued_at, failing.failing_since) <= civic.now()
       - make_interval(secs => ${retriedSeconds})
       or (delivery.seq = any($2::bigint[]) and ${isTriedOut}) as is_over
     from failing join civic.event_delivery as delivery on delivery.stream_id = failing.id
     where delivery.state = 'waiting'
   )
   update civic.event_delivery as delivery
   set lease_until = null, error = $3, state = case when is_over then 'dead' else state end,
       settled_at = case when is_over then civic.now() end
   from old
   where delivery.stream_id = $1 and delivery.seq = old.seq and (is_over or delivery.seq = any($2::bigint[]))`,
);

export const failuresOf = statement(
  'push.failures-of',
  'select failures from civic.event_stream where id = $1',
);
