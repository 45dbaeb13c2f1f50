import { Injectable } from '@nestjs/common';
import { seconds } from '../../../kernel/duration.ts';
import { fingerprint } from '../../../kernel/opaque-token.ts';
import { Database } from '../../../platform/database/database.ts';
import { firstRow, statement } from '../../../platform/database/statement.ts';
import type { Sql } from '../../../platform/database/statement.ts';
import type { AssertionClaims } from './assertion-claims.ts';

/** A row outlives its assertion by this much, since expiry is judged by our clock and purged by the database's. */
const margin = seconds(60);

const use = statement(
  'client-assertions.use',
  `insert into civic.client_assertion (app_id, jti_hash, expires_at) values ($1, $2, to_timestamp($3))
   on conflict do nothing returning 1`,
);

const purge = statement(
  'client-assertions.purge',
  `with gone as (
     delete from civic.client_assertion where (app_id, jti_hash) in
       (select app_id, jti_hash from civic.client_assertion
        where expires_at < civic.now() limit 10000)
     returning 1)
   select count(*)::int as rows from gone`,
);

/** Remembers which assertions were used, for all processes together (RFC 7523 §3, item 7). */
@Injectable()
export class UsedAssertions {
  constructor(private readonly database: Database) {}

  /** True for exactly one caller per client and `jti`. */
  async use(clientId: string, { jti, exp }: AssertionClaims): Promise<boolean> {
    const values = [clientId, fingerprint(jti), exp + margin];
    return (await firstRow(this.database, use, values)) !== null;
  }

  /** Forgets assertions that have expired and returns how many. */
  async purge(sql: Sql): Promise<number> {
    return (await firstRow<{ rows: number }>(sql, purge))?.rows ?? 0;
  }
}
