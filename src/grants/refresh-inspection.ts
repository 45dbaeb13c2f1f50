import { Injectable } from '@nestjs/common';
import type { CityApp } from '../apps/city-app.ts';
import { fingerprint } from '../kernel/opaque-token.ts';
import { Database } from '../platform/database/database.ts';
import { firstRow } from '../platform/database/statement.ts';
import { Revocations } from '../revocations/revocations.ts';
import type { Grant } from './grant.ts';
import { RefreshTokens } from './refresh/refresh-tokens.ts';
import { readLiving } from './refresh/statements.ts';

/** The grant a refresh token stands for, and when the token ends unless it is used. */
export type LivingRefresh = Grant & { expiresAt: Date };

/** Says whether a refresh token could be used right now, without using it. */
@Injectable()
export class RefreshInspection {
  constructor(
    private readonly database: Database,
    private readonly tokens: RefreshTokens,
    private readonly revocations: Revocations,
  ) {}

  /** What the token is good for; null for every text that is no living refresh token of this very app. */
  async living(app: CityApp, presented: string): Promise<LivingRefresh | null> {
    const token = this.tokens.read(presented);
    if (token === null) return null;
    const values = [token.grantId, app.id, fingerprint(presented)];
    const [living, isDead] = await Promise.all([
      firstRow<LivingRefresh>(this.database, readLiving, values),
      this.revocations.isDead(token.grantId),
    ]);
    return isDead ? null : living;
  }
}
