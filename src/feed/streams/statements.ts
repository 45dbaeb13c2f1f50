import { statement } from '../../platform/database/statement.ts';
import { verificationType } from '../event-types.ts';

const columns = `id, app_id as "appId", method, endpoint, events, description, status, reason,
  is_proven as "isProven", created_at as "createdAt", failures, failing_since as "failingSince"`;

export const find = statement(
  'streams.find',
  `select ${columns} from civic.event_stream where app_id = $1 and kind = 'events'`,
);

/** The same until the end of the transaction. */
export const lock = statement(
  'streams.lock',
  `select ${columns} from civic.event_stream where app_id = $1 and kind = 'events' for update`,
);

/** Of two at once one makes it. */
export const insert = statement(
  'streams.insert',
  `insert into civic.event_stream
     (id, app_id, kind, method, endpoint, sealed_authorization, events, description, status, reason, is_proven)
   values ($1, $2, 'events', $3, $4, $5, $6, $7, $8, $9, $10)
   on conflict (app_id, kind) do nothing
   returning ${columns}`,
);

export const change = statement(
  'streams.change',
  `update civic.event_stream
   set method = $2, endpoint = $3, sealed_authorization = $4, events = $5, description = $6,
       status = $7, reason = $8, is_proven = $9, failures = 0, failing_since = null, next_try_at = civic.now()
   where id = $1 returning ${columns}`,
);

export const changeStatus = statement(
  'streams.change-status',
  `update civic.event_stream
   set status = $2, reason = $3, failures = 0, failing_since = null, next_try_at = civic.now()
   where id = $1 returning ${columns}`,
);

export const readAuthorization = statement(
  'streams.read-authorization',
  `select sealed_authorization as sealed from civic.event_stream where id = $1`,
);

export const remove = statement(
  'streams.remove',
  `delete from civic.event_stream where app_id = $1 and kind = 'events' returning id`,
);

/** A stream that is off hears nothing, and nothing is kept for it (SSF 1.0 §8.1.2). */
export const forget = statement(
  'streams.forget-waiting',
  `delete from civic.event_delivery where stream_id = $1 and state = 'waiting'`,
);

/** A question to one place is none to another. */
export const forgetVerifications = statement(
  'streams.forget-verifications',
  `delete from civic.event_delivery
   where stream_id = $1 and type = '${verificationType}' and state = 'waiting'`,
);

/** Whether a verification may be asked for again, and that it has been. */
export const noteVerification = statement(
  'streams.note-verification',
  `update civic.event_stream set verified_at = civic.now()
   where id = $1 and (verified_at is null or verified_at <= civic.now() - make_interval(secs => $2))
   returning 1`,
);

/**
 * Those that events may be for, so that nobody else gives numbers in them until the end of the transaction. An app that is
 * switched off is told nothing, and keeps what waits for it.
 */
export const lockAll = statement(
  'streams.lock-all',
  `select stream.id, stream.app_id as "appId", stream.kind, stream.events, stream.last_seq::int as "lastSeq"
   from civic.event_stream as stream
   join civic.city_app as app on app.id = stream.app_id and app.disabled_at is null
   where stream.status <> 'disabled' order by stream.id for update of stream`,
);

export const lockOne = statement(
  'streams.lock-one',
  `select id, last_seq::int as "lastSeq" from civic.event_stream where id = $1 for update`,
);

/** Logouts go to where the app is registered; the stream only numbers them. */
export const openForLogouts = statement(
  'streams.open-for-logouts',
  `insert into civic.event_stream (id, app_id, kind, method, events, status, is_proven)
   select gen_random_uuid(), app_id, 'logout', 'push', '{}', 'enabled', true from unnest($1::text[]) as app (app_id)
   on conflict (app_id, kind) do nothing`,
);
