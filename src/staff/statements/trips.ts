import { purgeOf } from '../../platform/database/purge.ts';
import { statement } from '../../platform/database/statement.ts';

export const insert = statement(
  'staff-trips.insert',
  `insert into civic.staff_trip (id, state_hash, browser_hash, session_id, sealed_verifier, back, language, expires_at)
   values ($1, $2, $3, $4, $5, $6, $7, civic.now() + make_interval(secs => $8))`,
);

/** One statement, so that of copies of an answer one gets the row, and only in the browser that set out. */
export const consume = statement(
  'staff-trips.consume',
  `delete from civic.staff_trip
   where state_hash = $1 and browser_hash = $2 and expires_at > civic.now()
   returning id, session_id as "sessionId", sealed_verifier as "sealedVerifier", back, language`,
);

export const purge = purgeOf('staff-trips.purge', {
  table: 'staff_trip',
  isOver: 'expires_at <= civic.now()',
  atMost: 500,
});
