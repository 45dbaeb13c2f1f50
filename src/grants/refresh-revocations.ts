import { Injectable } from '@nestjs/common';
import type { CityApp } from '../apps/city-app.ts';
import { Database } from '../platform/database/database.ts';
import { firstRow } from '../platform/database/statement.ts';
import { FamilyEndings } from './refresh/family-endings.ts';
import { RefreshTokens } from './refresh/refresh-tokens.ts';
import { readOwner } from './refresh/statements.ts';

export type RefreshRevocation = 'done' | 'not-yours' | 'not-a-refresh-token';

/** Lets an app give a refresh token back (RFC 7009). */
@Injectable()
export class RefreshRevocations {
  constructor(
    private readonly database: Database,
    private readonly tokens: RefreshTokens,
    private readonly endings: FamilyEndings,
  ) {}

  /** Ends the family the token belongs to, and its grant. Tokens of families gone or ended are no news: `done`. */
  async revoke(app: CityApp, presented: string): Promise<RefreshRevocation> {
    const token = this.tokens.read(presented);
    if (token === null) return 'not-a-refresh-token';
    const owner = await firstRow<{ appId: string }>(this.database, readOwner, [token.grantId]);
    if (owner !== null && owner.appId !== app.id) return 'not-yours';
    await this.endings.endAtRequest(app.id, token.grantId);
    return 'done';
  }
}
