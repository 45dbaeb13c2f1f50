import { statement } from '../../platform/database/statement.ts';

export const insert = statement(
  'sessions.insert',
  `insert into civic.resident_session (id, token_hash, resident_id, auth_link, provider)
   values ($1, $2, $3, $4, $5)`,
);

/** Idle and absolute limits in seconds; activity is written at most twice a minute. */
export const findAndTouch = statement(
  'sessions.find-and-touch',
  `with live as (
     select id, resident_id, auth_link, provider, authenticated_at, last_seen_at
     from civic.resident_session
     where token_hash = $1
       and last_seen_at > civic.now() - make_interval(secs => $2)
       and created_at > civic.now() - make_interval(secs => $3)
   ), touched as (
     update civic.resident_session as session set last_seen_at = civic.now()
     from live
     where session.id = live.id and live.last_seen_at < civic.now() - interval '30 seconds'
   )
   select id, resident_id, auth_link, provider, authenticated_at from live`,
);

export const lock = statement(
  'sessions.lock',
  'select id from civic.resident_session where id = $1 for update',
);

export const end = statement(
  'sessions.end',
  'delete from civic.resident_session where token_hash = $1 returning id, resident_id',
);

export const purge = statement(
  'sessions.purge',
  `delete from civic.resident_session
   where id in (
     select id from civic.resident_session
     where last_seen_at <= civic.now() - make_interval(secs => $1)
        or created_at <= civic.now() - make_interval(secs => $2)
     limit 1000
   )
   returning id`,
);
