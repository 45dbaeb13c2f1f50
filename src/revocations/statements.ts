import { statement } from '../platform/database/statement.ts';

/** Covering again changes nothing: a rule that has been raised in between must not be forgotten. */
export const cover = statement(
  'revocations.cover',
  `insert into civic.coverage (subject_id, rule, id, epoch)
   select $1, covering.rule, covering.id, coalesce(epoch.epoch, 0)
   from unnest($2::text[], $3::text[]) as covering (rule, id)
   left join civic.epoch using (rule, id)
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
  `select coalesce(lattice.dead, true) or revoked_token.jti is not null as dead
   from unnest($1::uuid[], $2::text[]) with ordinality as asked (subject_id, jti, position)
   left join lateral (
     select bool_or(coalesce(epoch.epoch, 0) > coverage.epoch) as dead
     from civic.coverage
     left join civic.epoch using (rule, id)
     where coverage.subject_id = asked.subject_id
   ) as lattice on true
   left join civic.revoked_token on revoked_token.jti = asked.jti
   order by asked.position`,
);

export const forget = statement(
  'revocations.forget',
  `delete from civic.coverage where subject_id = $1`,
);

export const purgeTokens = statement(
  'revocations.purge-tokens',
  `with gone as (
     delete from civic.revoked_token
     where jti in (
       select jti from civic.revoked_token where expires_at <= civic.now() limit 5000
     )
     returning 1
   )
   select count(*)::integer as rows from gone`,
);
