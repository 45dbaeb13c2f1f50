import { purgeOf } from '../../platform/database/purge.ts';
import { statement } from '../../platform/database/statement.ts';
import { lockedSql } from '../resident-sql.ts';
import { endedSeconds } from '../session-limits.ts';

/**
 * Opens a session. It begins a visit of the resident, unless it goes on for another session of theirs, whose id is
 * the last value: then it takes over that session's visit.
 */
export const insert = statement(
  'sessions.insert',
  `with replaced as (
     select visit_began_at, previous_visit_at from civic.resident_session
     where id = $7 and resident_id = $3
   ), resident as (
     select last_visit_at from civic.resident where id = $3
   ), visited as (
     update civic.resident set last_visit_at = civic.now()
     where id = $3 and not exists (select from replaced)
   )
   insert into civic.resident_session
     (id, token_hash, resident_id, auth_link, provider, is_shared, visit_began_at, previous_visit_at)
   select $1, $2, $3, $4, $5, $6, coalesce(replaced.visit_began_at, civic.now()),
     case when replaced is null then resident.last_visit_at else replaced.previous_visit_at end
   from resident left join replaced on true`,
);

/** How long a session may be idle, given the parameters of the limit and of the limit on a shared computer. */
const idleLimit = (idle: string, shared: string): string =>
  `make_interval(secs => case when is_shared then least(${idle}, ${shared}) else ${idle} end)`;

const idle = idleLimit('$2::float8', '$4::float8');
const absolute = 'make_interval(secs => $3)';
const isLive = `last_seen_at > civic.now() - ${idle} and created_at > civic.now() - ${absolute}`;
const visit = `visit_began_at as "visitBeganAt", previous_visit_at as "previousVisitAt"`;
const columns = `id, resident_id as "residentId", auth_link as "authLink", provider,
  authenticated_at as "authenticatedAt", is_shared as "isShared"`;

/** Whole seconds until a session ends that was last seen at `seen`, and whether a request would postpone that. */
const ending = (seen: string): string =>
  `ceil(extract(epoch from least(${seen} + ${idle}, created_at + ${absolute}) - civic.now()))::int
     as "secondsLeft",
   civic.now() + ${idle} < created_at + ${absolute} as "canStay"`;

/** Activity is written at most twice a minute. */
const isStale = `last_seen_at < civic.now() - interval '30 seconds'`;

/** Values of this and the next ones: whose, and the limits in seconds: idle, absolute, idle on a shared computer. */
export const findAndTouch = statement(
  'sessions.find-and-touch',
  `with live as (
     select * from civic.resident_session where token_hash = $1 and ${isLive}
   ), touched as (
     update civic.resident_session as session set last_seen_at = civic.now()
     from live where session.id = live.id and live.${isStale}
   )
   select ${columns}, ${visit},
     ${ending(`case when ${isStale} then civic.now() else last_seen_at end`)}
   from live`,
);

/** A session that is still in the table, whether it has ended or not; looking at it is no activity. */
export const look = statement(
  'sessions.look',
  `select id, resident_id as "residentId", provider, ${ending('last_seen_at')},
     extract(epoch from ${idle})::int as "idleSeconds",
     last_seen_at <= civic.now() - ${idle} as "wasIdle",
     created_at <= civic.now() - ${absolute} as "wasLong"
   from civic.resident_session where token_hash = $1`,
);

/** Sessions of one resident within their limits, the one seen last first. */
export const ofResident = statement(
  'sessions.of-resident',
  `select id, provider, visit_began_at as "since", last_seen_at as "lastSeenAt", is_shared as "isShared"
   from civic.resident_session where resident_id = $1 and ${isLive}
   order by last_seen_at desc, id`,
);

/** Every session of a resident that is still in the table. */
export const allOf = statement(
  'sessions.all-of',
  'select id from civic.resident_session where resident_id = $1 order by id',
);

export const lock = statement(
  'sessions.lock',
  'select id from civic.resident_session where id = $1 for update',
);

/** Only for who still shows the secret that is replaced: of two answers at once one changes it. */
export const renew = statement(
  'sessions.renew',
  `update civic.resident_session set token_hash = $3 where id = $1 and token_hash = $2 returning id`,
);

/** The resident of a session, until the end of the transaction: whatever is made under it now comes before or after. */
export const lockOwner = statement(
  'sessions.lock-owner',
  lockedSql('(select resident_id from civic.resident_session where token_hash = $1)'),
);

export const end = statement(
  'sessions.end',
  'delete from civic.resident_session where token_hash = $1 returning id, resident_id',
);

/** Given the limits in seconds: idle, absolute, idle on a shared computer. None stays beyond the absolute one. */
export const purge = purgeOf('sessions.purge', {
  table: 'resident_session',
  isOver: `last_seen_at <= civic.now() - ${idleLimit('$1::float8', '$3::float8')}
       - make_interval(secs => ${endedSeconds})
     or created_at <= civic.now() - make_interval(secs => $2)`,
  atMost: 5000,
});
