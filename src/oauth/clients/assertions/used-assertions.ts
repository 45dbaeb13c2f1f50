import { Injectable } from '@nestjs/common';
import { seconds } from '../../../kernel/duration.ts';
import { fingerprint } from '../../../kernel/opaque-token.ts';
import { Database } from '../../../platform/database/database.ts';
import { purged, purgeStatement } from '../../../platform/database/purge.ts';
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

const purge = purgeStatement('client-assertions.purge', {
  table: 'client_assertion',
  key: 'app_id, jti_hash',
  isOver: 'expires_at < civic.now()',
  atMost: 10_000,
});

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
  purge(sql: Sql): Promise<number> {
    return purged(sql, purge);
  }
}
