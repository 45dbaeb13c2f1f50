import { statement } from '../../platform/database/statement.ts';

export const insert = statement(
  'pending.insert',
  `insert into civic.pending_identity (id, browser_hash, provider, purpose, session_id, resident_id, flow_entry,
                                       request_id, policy_version, sealed_identity, expires_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, civic.now() + make_interval(secs => $11))`,
);

const columns = `id, provider, purpose, session_id, resident_id, flow_entry, request_id, policy_version,
                 sealed_identity`;
const isMine = `id = $1 and browser_hash = $2 and expires_at > civic.now()
     and (purpose = 'sign-in' or (session_id = $3 and resident_id = $4))`;

export const find = statement(
  'pending.find',
  `select ${columns} from civic.pending_identity where ${isMine}`,
);

export const take = statement(
  'pending.take',
  `delete from civic.pending_identity where ${isMine} returning ${columns}`,
);

export const moveToSession = statement(
  'pending.move-to-session',
  'update civic.pending_identity set session_id = $2 where session_id = $1',
);

export const deleteOfLink = statement(
  'pending.delete-of-link',
  'delete from civic.pending_identity where resident_id = $1 and provider = $2',
);

export const purge = statement(
  'pending.purge',
  `delete from civic.pending_identity
   where id in (
     select id from civic.pending_identity where expires_at <= civic.now() limit 1000
   )
   returning id`,
);
