import { purgeOf } from '../../platform/database/purge.ts';
import { statement } from '../../platform/database/statement.ts';

/** Values: id, hash of the secret, person, and how many seconds ago they proved who they are. */
export const insert = statement(
  'staff-sessions.insert',
  `insert into civic.staff_session (id, token_hash, person_id, proved_at)
   values ($1, $2, $3, civic.now() - make_interval(secs => $4))`,
);

const isLive = `last_seen_at > civic.now() - make_interval(secs => $2::float8)
  and session.created_at > civic.now() - make_interval(secs => $3::float8)`;

const columns = `live.id, person.id as "personId", person.name, person.role,
  exists (select from civic.staff_account where person_id = person.id) as "isFromDirectory",
  extract(epoch from civic.now() - live.proved_at)::float8 as "secondsSinceProof",
  ceil(extract(epoch from least(civic.now() + make_interval(secs => $2),
    live.created_at + make_interval(secs => $3)) - civic.now()))::int as "secondsLeft",
  civic.now() + make_interval(secs => $2) < live.created_at + make_interval(secs => $3) as "canStay"`;

/** Values: the hash of the secret, and the limits in seconds: idle, absolute. Asking is activity. */
export const findAndTouch = statement(
  'staff-sessions.find-and-touch',
  `with live as (
     select session.* from civic.staff_session as session where token_hash = $1 and ${isLive}
   ), touched as (
     update civic.staff_session as session set last_seen_at = civic.now()
     from live where session.id = live.id and live.last_seen_at < civic.now() - interval '15 seconds'
   )
   select ${columns} from live join civic.staff_person as person on person.id = live.person_id
   where removed_at is null`,
);

/** Looking is no activity. Zero seconds, or no row, when it has ended. */
export const look = statement(
  'staff-sessions.look',
  `select greatest(0, ceil(extract(epoch from least(last_seen_at + make_interval(secs => $2),
      session.created_at + make_interval(secs => $3)) - civic.now())))::int as "secondsLeft",
     last_seen_at + make_interval(secs => $2) < session.created_at + make_interval(secs => $3)
       as "canStay"
   from civic.staff_session as session
   join civic.staff_person as person on person.id = session.person_id
   where token_hash = $1 and removed_at is null`,
);

/** The secret changes with the proof (ASVS 5.0 7.2.4): of two answers at once one changes it. */
export const prove = statement(
  'staff-sessions.prove',
  `update civic.staff_session set proved_at = civic.now(), token_hash = $3
   where token_hash = $1 and person_id = $2 returning id`,
);

/** The same after a trip to the identity provider, of a session that is there still. It counts from the proof on. */
export const proveElsewhere = statement(
  'staff-sessions.prove-elsewhere',
  `update civic.staff_session set proved_at = least(civic.now(), to_timestamp($4)), token_hash = $3
   where id = $1 and person_id = $2 returning id`,
);

export const end = statement(
  'staff-sessions.end',
  'delete from civic.staff_session where token_hash = $1 returning person_id as "personId"',
);

export const endAll = statement(
  'staff-sessions.end-all',
  `with gone as (delete from civic.staff_session where person_id = $1 returning 1)
   select count(*)::int as sessions from gone`,
);

/** Values: the limits in seconds: idle, absolute. */
export const purge = purgeOf('staff-sessions.purge', {
  table: 'staff_session',
  isOver: `last_seen_at <= civic.now() - make_interval(secs => $1)
     or created_at <= civic.now() - make_interval(secs => $2)`,
  atMost: 500,
});
