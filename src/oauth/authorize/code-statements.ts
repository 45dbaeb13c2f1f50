import { familySql } from '../../grants/family-sql.ts';
import { openingSql } from '../../grants/opening-sql.ts';
import { purgeOf } from '../../platform/database/purge.ts';
import { statement } from '../../platform/database/statement.ts';
import { codeKeptSeconds, codeSeconds } from '../lifetimes.ts';

const columns =
  'code_hash, app_id, grant_id, link_id, redirect_uri, code_challenge, nonce, scopes, expires_at';
const expiry = `civic.now() + make_interval(secs => ${codeSeconds})`;

export const insert = statement(
  'codes.insert',
  `insert into civic.authorization_code (${columns})
   values ($1, $2, $3, $4, $5, $6, $7, $8, ${expiry})`,
);

export const insertWithGrant = statement(
  'codes.insert-with-grant',
  `with ${openingSql}
   insert into civic.authorization_code (${columns})
   select $14, app_id, id, auth_link, $15, $16, $17, scopes, ${expiry} from granted
   returning 1`,
);

/** One row per code and app, in their order. Each code is looked up by its key, whatever PostgreSQL expects. */
export const findGrants = statement(
  'codes.find-grants',
  `select (select code.grant_id from civic.authorization_code as code
           where code.code_hash = asked.code_hash and code.app_id = asked.app_id) as "grantId"
   from unnest($1::bytea[], $2::text[]) with ordinality as asked (code_hash, app_id, position)
   order by asked.position`,
);

/** Everything must fit before the code is used up, so that half a guess burns nothing. */
export const redeem = statement(
  'codes.redeem',
  `with used as (
     update civic.authorization_code set used_at = civic.now()
     where code_hash = $1 and app_id = $2 and code_challenge = $3
       and ($4::text is null or redirect_uri = $4) and used_at is null and expires_at > civic.now()
     returning grant_id, app_id, nonce
   ), started as (
     ${familySql('used', ['$5', '$6', '$7'])}
   )
   select nonce from used`,
);

/** Exactly one caller finds a code that was used before; by then it has told all it can. */
export const takeReplayed = statement(
  'codes.take-replayed',
  `delete from civic.authorization_code
   where code_hash = $1 and app_id = $2 and code_challenge = $3 and used_at is not null
   returning 1`,
);

export const forgetUnredeemed = statement(
  'codes.forget-unredeemed',
  'delete from civic.authorization_code where link_id = $1 and used_at is null',
);

export const purge = purgeOf('codes.purge', {
  table: 'authorization_code',
  isOver: `expires_at <= civic.now() - make_interval(secs => ${codeKeptSeconds - codeSeconds})`,
  atMost: 10_000,
});
