import { purgeOf } from '../platform/database/purge.ts';
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

/** A pause is an epoch that goes back to zero; pausing again changes nothing and gives no row. */
export const pause = statement(
  'revocations.pause',
  `insert into civic.epoch as e (rule, id, epoch) values ($1, $2, 1)
   on conflict (rule, id) do update set epoch = 1, raised_at = civic.now() where e.epoch = 0
   returning 1`,
);

export const resume = statement(
  'revocations.resume',
  'update civic.epoch set epoch = 0 where rule = $1 and id = $2 and epoch > 0 returning 1',
);

export const isPaused = statement(
  'revocations.is-paused',
  'select 1 from civic.epoch where rule = $1 and id = $2 and epoch > 0',
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

/** As `readDead` for one subject, but what only rests has not ended. */
export const readEnded = statement(
  'revocations.read-ended',
  `select coalesce(bool_or(${epochSql('coverage')} > coverage.epoch), true) as ended
   from civic.coverage where coverage.subject_id = $1 and coverage.rule not in ('policy', 'hold')`,
);

export const forgetResident = statement(
  'revocations.forget-resident',
  `delete from civic.epoch where rule in ('resident', 'policy', 'hold') and id = $1`,
);

export const purgeTokens = purgeOf('revocations.purge-tokens', {
  table: 'revoked_token',
  key: 'jti',
  isOver: 'expires_at <= civic.now()',
  atMost: 5000,
});
