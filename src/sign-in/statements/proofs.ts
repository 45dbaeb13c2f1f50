import { purgeOf } from '../../platform/database/purge.ts';
import { statement } from '../../platform/database/statement.ts';

export const insert = statement(
  'proofs.insert',
  `insert into civic.proof (session_id, action, resident_id, link_id) values ($1, $2, $3, $4)
   on conflict (session_id, action) do update
   set link_id = excluded.link_id, proved_at = excluded.proved_at`,
);

const isLive = `session_id = $1 and action = $2 and resident_id = $3
     and proved_at > civic.now() - make_interval(secs => $4)`;

export const find = statement('proofs.find', `select 1 from civic.proof where ${isLive}`);

export const take = statement('proofs.take', `delete from civic.proof where ${isLive} returning 1`);

export const deleteOfLink = statement(
  'proofs.delete-of-link',
  'delete from civic.proof where link_id = $1',
);

/** Given how long a proof is good for. */
export const purge = purgeOf('proofs.purge', {
  table: 'proof',
  isOver: 'proved_at <= civic.now() - make_interval(secs => $1)',
  atMost: 5000,
});
