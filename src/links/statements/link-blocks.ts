import { purgeOf } from '../../platform/database/purge.ts';
import { statement } from '../../platform/database/statement.ts';

const columns = 'id, provider, reason, made_at as "madeAt", expires_at as "endsAt"';
const holds = '(expires_at is null or expires_at > civic.now())';

/** Of one whose time is over and that still lies there, nothing is kept, its id included. */
export const make = statement(
  'link-blocks.make',
  `insert into civic.link_block (id, account_index, provider, reason, expires_at)
   values ($1, $2, $3, $4, civic.now() + make_interval(secs => $5))
   on conflict (account_index) do update
     set id = excluded.id, provider = excluded.provider, reason = excluded.reason,
         made_at = excluded.made_at, expires_at = excluded.expires_at
   returning id`,
);

export const ofAccount = statement(
  'link-blocks.of-account',
  `select ${columns} from civic.link_block where account_index = $1 and ${holds}`,
);

export const find = statement(
  'link-blocks.find',
  `select ${columns} from civic.link_block where id = $1 and ${holds}`,
);

export const lift = statement(
  'link-blocks.lift',
  `delete from civic.link_block where id = $1 and ${holds} returning 1`,
);

export const purge = purgeOf('link-blocks.purge', {
  table: 'link_block',
  isOver: 'expires_at <= civic.now()',
  atMost: 5000,
});
