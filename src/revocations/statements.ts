import { purgeStatement } from '../platform/database/purge.ts';
import { statement } from '../platform/database/statement.ts';
import { coveringSql, epochSql } from './lattice-sql.ts';

/** Covering again changes nothing: a rule that has been raised in between must not be forgotten. */
export const cover = statement(
  'revocations.cover',
  `insert into civic.coverage (subject_id, rule, id, epoch)
   ${coveringSql('$1::uuid', ['$2', '$3'])}
   on conflict (subject_id, rule, id) do nothing`,
);

export const raise = statement(
  'revocations.raise',
  `insert into civic.epoch (rule, id, epoch) values ($1, $2, 1)
   on conflict (rule, id) do update
   set epoch = civic.epoch.epoch + 1, raised_at = civic.now()`,
);

export const revokeToken = statement(
  'revocations.revoke-token',
  `insert into civic.revoked_token (jti, expires_at) values ($1, $2) on conflict (jti) do nothing`,
);

/** One row per question, in the order of the questions. No coverage at all gives null, and null is dead. */
export const readDead = statement(
  'revocations.read-dead',
  `select
     coalesce((
       select bool_or(${epochSql('coverage')} > coverage.epoch)
       from civic.coverage where coverage.subject_id = asked.subject_id), true)
     or exists (select from civic.revoked_token where revoked_token.jti = asked.jti) as dead
   from unnest($1::uuid[], $2::text[]) with ordinality as asked (subject_id, jti, position)
   order by asked.position`,
);

export const forget = statement(
  'revocations.forget',
  `delete from civic.coverage where subject_id = $1`,
);

export const purgeTokens = purgeStatement('revocations.purge-tokens', {
  table: 'revoked_token',
  key: 'jti',
  isOver: 'expires_at <= civic.now()',
  atMost: 5000,
});
