import { statement } from '../../platform/database/statement.ts';

/** The partial unique indexes let one key per algorithm into each state: of many replicas one wins. */
export const insertKey = statement(
  'keys.insert',
  `insert into civic.signing_key (kid, algorithm, state, public_jwk, sealed_private, usable_from)
   values ($1, $2, $3, $4, $5, civic.now() + make_interval(secs => $6))
   on conflict do nothing
   returning kid, algorithm, usable_from`,
);

export const readAlgorithms = statement(
  'keys.algorithms-in-state',
  `select algorithm from civic.signing_key where state = $1`,
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
  `update civic.signing_key as next set state = 'current'
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

/** A previous key is out when its time is up, whether or not somebody has retired it yet. */
export const readLive = statement(
  'keys.live',
  `select kid, algorithm, state, public_jwk,
     case when state = 'current' then sealed_private end as sealed_private
   from civic.signing_key
   where state in ('next', 'current')
     or (state = 'previous' and replaced_at + make_interval(secs => $1) > civic.now())
   order by algorithm, created_at, kid`,
);
