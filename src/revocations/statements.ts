import { purgeOf } from '../platform/database/purge.ts';
import { statement } from '../platform/database/statement.ts';
import { coveringSql, epochName, epochSql } from './lattice-sql.ts';
import { listChannel } from './list-channel.ts';

/** Covering again changes nothing: a rule that has been raised in between must not be forgotten. */
export const cover = statement(
  'revocations.cover',
  `insert into civic.coverage (subject_id, rule, id, epoch)
   ${coveringSql('$1::uuid', ['$2', '$3'])}
   on conflict (subject_id, rule, id) do nothing`,
);

/** Whoever numbers the list is woken when the transaction commits. */
const wake = `select pg_notify('${listChannel}', '')`;

/** The grants that the epoch ends that was raised in a row of `source`; older ones were written down when theirs was. */
const grantsUnder = (source: string): string =>
  `select distinct 'grant', covered.subject_id::text
       from ${source} join civic.coverage as covered on covered.id = ${source}.id and covered.rule = ${source}.rule
       where covered.rule in ('resident', 'link', 'session') and covered.epoch = ${source}.epoch - 1
         and exists (select from civic.coverage as own
                     where own.subject_id = covered.subject_id and own.rule = 'grant')`;

/**
 * Raises an epoch and writes down for the revocation list what that ends: each grant by its id, or, where it could be
 * many, the epoch that all of them carry. A new issuer epoch begins a new line of the list, so that nobody goes on where
 * a restored database has forgotten something.
 */
export const raise = statement(
  'revocations.raise',
  `with raised as (
     insert into civic.epoch (rule, id, epoch) values ($1, $2, 1)
     on conflict (rule, id) do update
     set epoch = civic.epoch.epoch + 1, raised_at = civic.now()
     returning rule, id, epoch
   ), begun as (
     update civic.revocation_list set line = gen_random_uuid() from raised where rule = 'issuer'
   ), noted as (
     insert into civic.revocation_notice (kind, key)
       select 'epoch', ${epochName('raised.rule', 'raised.id', 'raised.epoch - 1')}
       from raised where rule in ('issuer', 'provider', 'app')
       union all
       select 'grant', id from raised where rule = 'grant'
       union all
       ${grantsUnder('raised')}
     returning 1
   )
   ${wake} from noted limit 1`,
);

/** The grants that a pause of a resident, in a row of `source`, lets rest. */
const restingUnder = (source: string): string =>
  `from ${source}
     join civic.coverage as covered on covered.id = ${source}.id and covered.rule = 'resident'
     where exists (select from civic.coverage as pausing
                   where pausing.subject_id = covered.subject_id and pausing.rule = $1)`;

/** A pause is an epoch that goes back to zero; pausing again changes nothing and gives no row. */
export const pause = statement(
  'revocations.pause',
  `with changed as (
     insert into civic.epoch as e (rule, id, epoch) values ($1, $2, 1)
     on conflict (rule, id) do update set epoch = 1, raised_at = civic.now() where e.epoch = 0
     returning id
   ), noted as (
     insert into civic.revocation_notice (kind, key)
     select 'paused', covered.subject_id ${restingUnder('changed')}
   )
   ${wake} from changed`,
);

/** What another pause covers goes on resting. */
export const resume = statement(
  'revocations.resume',
  `with changed as (
     update civic.epoch set epoch = 0 where rule = $1 and id = $2 and epoch > 0 returning id
   ), noted as (
     insert into civic.revocation_notice (kind, key)
     select 'resumed', covered.subject_id ${restingUnder('changed')}
       and not exists (
         select from civic.coverage as other join civic.epoch using (rule, id)
         where other.subject_id = covered.subject_id and other.rule in ('policy', 'hold')
           and other.rule <> $1 and civic.epoch.epoch > 0)
   )
   ${wake} from changed`,
);

export const isPaused = statement(
  'revocations.is-paused',
  'select 1 from civic.epoch where rule = $1 and id = $2 and epoch > 0',
);

export const revokeToken = statement(
  'revocations.revoke-token',
  `with revoked as (
     insert into civic.revoked_token (jti, expires_at) values ($1, $2) on conflict (jti) do nothing
     returning jti
   ), noted as (
     insert into civic.revocation_notice (kind, key) select 'token', jti from revoked
   )
   ${wake} from revoked`,
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
  isOver: 'expires_at <= civic.now()',
  atMost: 5000,
});
