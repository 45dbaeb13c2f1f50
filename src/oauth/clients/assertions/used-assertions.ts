import { Injectable } from '@nestjs/common';
import { fingerprint } from '../../../kernel/opaque-token.ts';
import { Database } from '../../../platform/database/database.ts';
import { purgeOf } from '../../../platform/database/purge.ts';
import { firstRow, statement } from '../../../platform/database/statement.ts';
import { assertionKeptSeconds, assertionSeconds } from '../../lifetimes.ts';
import type { AssertionClaims } from './assertion-claims.ts';

const use = statement(
  'client-assertions.use',
  `insert into civic.client_assertion (app_id, jti_hash, expires_at) values ($1, $2, to_timestamp($3))
   on conflict do nothing returning 1`,
);

/** Forgets assertions that have expired. */
export const purge = purgeOf('client-assertions.purge', {
  table: 'client_assertion',
  isOver: 'expires_at <= civic.now()',
  atMost: 10_000,
});

/** Remembers which assertions were used, for all processes together (RFC 7523 §3, item 7). */
@Injectable()
export class UsedAssertions {
  constructor(private readonly database: Database) {}

  /** True for exactly one caller per client and `jti`. */
  async use(clientId: string, { jti, exp }: AssertionClaims): Promise<boolean> {
    const values = [clientId, fingerprint(jti), exp + assertionKeptSeconds - assertionSeconds];
    return (await firstRow(this.database, use, values)) !== null;
  }
}
