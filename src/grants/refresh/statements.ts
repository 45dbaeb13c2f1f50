import { statement } from '../../platform/database/statement.ts';
import { grantColumns } from '../grant.ts';

/** How long an authenticated app may repeat a refresh whose answer was lost. */
const retrySeconds = 10;

/**
 * The whole refresh: only the newest token of a living family matches, and of many at once only the first, since
 * PostgreSQL looks at the row again after waiting for it. Idle expiry never passes the absolute one.
 */
export const rotateFamily = statement(
  'refresh-families.rotate',
  `update civic.refresh_family
   set generation = generation + 1, previous_hash = current_hash, current_hash = $4,
       sealed_successor = $5, rotated_at = civic.now(),
       idle_expires_at = least(civic.now() + make_interval(secs => $6), expires_at)
   where grant_id = $1 and app_id = $2 and current_hash = $3 and killed_at is null
     and idle_expires_at > civic.now()
   returning 1`,
);

/** The successor of the token just used, while nobody has used that successor. */
export const readSuccessor = statement(
  'refresh-families.read-successor',
  `select sealed_successor as "sealedSuccessor" from civic.refresh_family
   where grant_id = $1 and app_id = $2 and previous_hash = $3 and killed_at is null
     and rotated_at > civic.now() - interval '${retrySeconds} seconds'
     and idle_expires_at > civic.now()`,
);

/** What the newest token of a living family is good for, and until when. */
export const readLiving = statement(
  'refresh-families.read-living',
  `select f.idle_expires_at as "expiresAt", ${grantColumns}
   from civic.refresh_family f join civic.app_grant g on g.id = f.grant_id
   where f.grant_id = $1 and f.app_id = $2 and f.current_hash = $3 and f.killed_at is null
     and f.idle_expires_at > civic.now()`,
);

/** Kills the family if the token is older than its newest; one row to exactly one caller. */
export const killReused = statement(
  'refresh-families.kill-reused',
  `update civic.refresh_family f set killed_at = civic.now(), sealed_successor = null
   from civic.app_grant g
   where f.grant_id = $1 and f.app_id = $2 and f.generation > $3 and f.killed_at is null and g.id = f.grant_id
   returning ${grantColumns}`,
);

/** Kills the family at the wish of its app; no row when it is dead already. */
export const killFamily = statement(
  'refresh-families.kill',
  `update civic.refresh_family f set killed_at = civic.now(), sealed_successor = null
   from civic.app_grant g
   where f.grant_id = $1 and f.app_id = $2 and f.killed_at is null and g.id = f.grant_id
   returning ${grantColumns}`,
);

/** Which app a family belongs to, dead or alive. */
export const readOwner = statement(
  'refresh-families.read-owner',
  'select app_id as "appId" from civic.refresh_family where grant_id = $1',
);
