import { statement } from '../../platform/database/statement.ts';

/** The partial unique index lets one key per algorithm sign: of many replicas one wins. */
export const insertCurrent = statement(
  'keys.insert-current',
  `insert into civic.signing_key (kid, algorithm, state, public_jwk, sealed_private, usable_from, current_at)
   values ($1, $2, 'current', $3, $4, civic.now(), civic.now())
   on conflict do nothing
   returning kid, algorithm, usable_from`,
);

/**
 * Only beside a current key that is still as old as it was when this one was made: another replica may have
 * finished a whole rotation in the meantime.
 */
export const insertNext = statement(
  'keys.insert-next',
  `insert into civic.signing_key (kid, algorithm, state, public_jwk, sealed_private, usable_from)
   select $1, $2, 'next', $3, $4, civic.now() + make_interval(secs => $5)
   from civic.signing_key as signing
   where signing.algorithm = $2 and signing.state = 'current'
     and signing.usable_from + make_interval(secs => $6) <= civic.now()
   on conflict do nothing
   returning kid, algorithm, usable_from`,
);

export const readSigning = statement(
  'keys.signing',
  `select algorithm from civic.signing_key where state = 'current'`,
);

/** The algorithms whose current key is that old and has no successor yet. */
export const readAged = statement(
  'keys.aged',
  `select algorithm from civic.signing_key as signing
   where state = 'current' and usable_from + make_interval(secs => $1) <= civic.now()
     and not exists (
       select from civic.signing_key as next
       where next.algorithm = signing.algorithm and next.state = 'next'
     )
   order by algorithm`,
);

/** When the oldest key that signs is to be replaced, if that is within so many seconds. */
export const readChange = statement(
  'keys.change',
  `select min(usable_from) + make_interval(secs => $1) as "dueAt",
          min(usable_from) + make_interval(secs => $1 + $3) <= civic.now() as "isLate"
   from civic.signing_key where state = 'current'
   having min(usable_from) + make_interval(secs => $1) <= civic.now() + make_interval(secs => $2)`,
);

export const readReadyAt = statement(
  'keys.ready-at',
  `select coalesce(max(usable_from), civic.now()) as ready_at
   from civic.signing_key where state = 'next'`,
);

/** Steps down before the next one steps up: the index allows one current key at every moment. */
export const stepDown = statement(
  'keys.step-down',
  `update civic.signing_key as old set state = 'previous', replaced_at = civic.now()
   where old.state = 'current' and exists (
     select from civic.signing_key as next
     where next.algorithm = old.algorithm and next.state = 'next'
       and next.usable_from <= civic.now()
   )`,
);

export const stepUp = statement(
  'keys.step-up',
  `update civic.signing_key as next set state = 'current', current_at = civic.now()
   where next.state = 'next' and next.usable_from <= civic.now() and not exists (
     select from civic.signing_key as old
     where old.algorithm = next.algorithm and old.state = 'current'
   )
   returning kid, algorithm`,
);

export const retire = statement(
  'keys.retire',
  `update civic.signing_key
   set state = 'retired', sealed_private = null, retired_at = civic.now()
   where state = 'previous' and replaced_at + make_interval(secs => $1) <= civic.now()
   returning kid, algorithm`,
);

export const readAlgorithm = statement(
  'keys.algorithm',
  `select algorithm from civic.signing_key where kid = $1`,
);

/** Whatever state it was in, a retired one among them: nobody else needs to have seen it. */
export const condemn = statement(
  'keys.condemn',
  `update civic.signing_key
   set state = 'retired', sealed_private = null, compromised = true,
     retired_at = coalesce(retired_at, civic.now())
   where kid = $1 and not compromised
   returning kid, algorithm, old.state as was`,
);

/**
 * A previous key is out when its time is up, whether or not somebody has retired it yet; for hints it is known a
 * while longer. A compromised one is not read at all.
 */
export const readKnown = statement(
  'keys.known',
  `select kid, algorithm, public_jwk,
     case when state = 'current' then sealed_private end as sealed_private,
     state in ('next', 'current')
       or (state = 'previous' and replaced_at + make_interval(secs => $1) > civic.now()) as live
   from civic.signing_key
   where not compromised
     and (state <> 'retired' or retired_at + make_interval(secs => $2) > civic.now())
   order by algorithm, created_at, kid`,
);

/** All there ever were: what they signed may have to be checked for as long as it is kept. */
export const readEvery = statement(
  'keys.every',
  'select public_jwk from civic.signing_key order by algorithm, created_at, kid',
);
