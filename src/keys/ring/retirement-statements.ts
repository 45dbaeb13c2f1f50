import { purgeOf } from '../../platform/database/purge.ts';
import { statement } from '../../platform/database/statement.ts';

/** Every key there ever was, as staff see it: its public part is for the world, its private part for nobody. */
export const readRecords = statement(
  'keys.read-records',
  `select kid, algorithm, state, created_at as "madeAt", usable_from as "readyAt",
     current_at as "currentAt", replaced_at as "replacedAt", retired_at as "retiredAt", compromised
   from civic.signing_key
   order by array_position(array['next', 'current', 'previous', 'retired'], state),
     coalesce(retired_at, created_at) desc, algorithm`,
);

/** Asks for a retirement; no row while somebody's request for this key waits. One that is over makes room. */
export const ask = statement(
  'keys.ask-retirement',
  `insert into civic.key_retirement as waiting (id, kid, asked_by, expires_at)
   values ($1, $2, $3, civic.now() + make_interval(secs => $4))
   on conflict (kid) do update
     set id = excluded.id, asked_by = excluded.asked_by, asked_at = civic.now(),
       expires_at = excluded.expires_at
     where waiting.expires_at <= civic.now()
   returning id`,
);

const waiting = `select retirement.id, retirement.kid, key.algorithm, key.state,
     retirement.asked_by as "askedBy", retirement.asked_at as "askedAt",
     retirement.expires_at as "endsAt"
   from civic.key_retirement as retirement join civic.signing_key as key using (kid)
   where retirement.expires_at > civic.now()`;

/** Requests that somebody can still answer. */
export const readWaiting = statement('keys.waiting-retirements', `${waiting} order by asked_at`);

/** The same request until the transaction ends, so that of two answers one counts. */
export const lockWaiting = statement(
  'keys.lock-retirement',
  `${waiting} and retirement.id = $1 for update of retirement`,
);

export const remove = statement(
  'keys.remove-retirement',
  'delete from civic.key_retirement where id = $1',
);

export const purge = purgeOf('keys.purge-retirements', {
  table: 'key_retirement',
  isOver: 'expires_at <= civic.now()',
  atMost: 500,
});
