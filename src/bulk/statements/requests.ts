import { linkDatesSql } from '../../links/link-sql.ts';
import { purgeOf } from '../../platform/database/purge.ts';
import { statement } from '../../platform/database/statement.ts';
import { requestKeptSeconds, waitSeconds } from '../lifetimes.ts';

const waits = `state = 'waiting' and requested_at > civic.now() - make_interval(secs => ${waitSeconds})`;

const columns = `id, link_id as "linkId", reason, ticket, block_for as "blockFor", actor_kind as "actorKind", actor, role,
  case when state <> 'waiting' or ${waits} then state else 'expired' end as state,
  requested_at as "requestedAt", requested_at + make_interval(secs => ${waitSeconds}) as "endsAt"`;

/** Requests with the dates of the link that each is about, as long as it is there. */
const withLinks = `select request.*, link.resident_id as "residentId", link.provider,
    link.created_at as "linkedAt", link.last_used_at as "usedAt"
  from request left join (${linkDatesSql}) as link on link.link_id = request."linkId"`;

/** A request that nobody decided in time makes room for the next. */
export const clear = statement(
  'requests-to-revoke.clear',
  `delete from civic.revocation_request where link_id = $1 and state = 'waiting' and not (${waits})`,
);

/** One request for a link waits at a time: whoever asks again gets that one. */
export const ask = statement(
  'requests-to-revoke.ask',
  `insert into civic.revocation_request as known (id, link_id, reason, ticket, block_for, actor_kind, actor, role)
   values ($1, $2, $3, $4, $5, $6, $7, $8)
   on conflict (link_id) where state = 'waiting' do update set link_id = known.link_id
   returning id, id = $1 as "isNew"`,
);

export const list = statement(
  'requests-to-revoke.list',
  `with request as (
     select ${columns} from civic.revocation_request where ${waits} order by requested_at, id limit 200
   ) ${withLinks} order by request."requestedAt", request.id`,
);

export const find = statement(
  'requests-to-revoke.find',
  `with request as (select ${columns} from civic.revocation_request where id = $1) ${withLinks}`,
);

export const count = statement(
  'requests-to-revoke.count',
  `select count(*)::int as count from civic.revocation_request where ${waits}`,
);

export const lock = statement(
  'requests-to-revoke.lock',
  `select ${columns} from civic.revocation_request where id = $1 and ${waits} for update`,
);

export const decide = statement(
  'requests-to-revoke.decide',
  `update civic.revocation_request set state = $2, decided_at = civic.now() where id = $1`,
);

export const purge = purgeOf('requests-to-revoke.purge', {
  table: 'revocation_request',
  isOver: `requested_at <= civic.now() - make_interval(secs => ${requestKeptSeconds})`,
  atMost: 5000,
});
