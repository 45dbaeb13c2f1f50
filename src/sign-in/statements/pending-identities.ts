import { purgeOf } from '../../platform/database/purge.ts';
import { statement } from '../../platform/database/statement.ts';

export const insert = statement(
  'pending.insert',
  `insert into civic.pending_identity (id, browser_hash, provider, purpose, session_id, resident_id, link_id,
                                       is_shared, flow_entry, request_id, policy_version, sealed_identity,
                                       expires_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12,
           civic.now() + make_interval(secs => $13))`,
);

const columns = `id, provider, purpose, session_id, resident_id, link_id, is_shared, flow_entry, request_id,
                 policy_version, sealed_identity`;

/** What would make a link and what would only change a name are never taken for one another. */
const isMine = `browser_hash = $1 and expires_at > civic.now()
     and (purpose = 'sign-in' or (session_id = $2 and resident_id = $3))
     and (purpose = 'name') = $4`;

export const find = statement(
  'pending.find',
  `select ${columns} from civic.pending_identity where ${isMine} and id = $5`,
);

export const take = statement(
  'pending.take',
  `delete from civic.pending_identity where ${isMine} and id = $5 returning ${columns}`,
);

export const names = statement(
  'pending.names',
  `select ${columns} from civic.pending_identity where ${isMine} order by created_at, id`,
);

export const dropNames = statement(
  'pending.drop-names',
  `delete from civic.pending_identity where ${isMine} and link_id = $5`,
);

export const moveToSession = statement(
  'pending.move-to-session',
  'update civic.pending_identity set session_id = $2 where session_id = $1',
);

export const deleteOfLink = statement(
  'pending.delete-of-link',
  'delete from civic.pending_identity where resident_id = $1 and provider = $2',
);

export const purge = purgeOf('pending.purge', {
  table: 'pending_identity',
  isOver: 'expires_at <= civic.now()',
  atMost: 5000,
});
