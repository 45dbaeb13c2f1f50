import { Injectable } from '@nestjs/common';
import type { CityApp } from '../apps/city-app.ts';
import { Config } from '../config/config.ts';
import { fingerprint, newToken } from '../kernel/opaque-token.ts';
import { Database } from '../platform/database/database.ts';
import { firstRow } from '../platform/database/statement.ts';
import type { FirstToken } from './family-sql.ts';
import { audienceIn } from './grant.ts';
import type { Grant } from './grant.ts';
import { GrantReads } from './grant-reads.ts';
import { FamilyEndings } from './refresh/family-endings.ts';
import { RefreshTokens } from './refresh/refresh-tokens.ts';
import type { RefreshToken } from './refresh/refresh-tokens.ts';
import * as statements from './refresh/statements.ts';

export interface RefreshRequest {
  app: CityApp;
  /** The refresh token as it was presented. */
  presented: string;
  /** The scopes asked for; null when the app did not say, and gets what was granted. */
  scopes: readonly string[] | null;
  /** The resource the access token is for; null when the app did not say. */
  resource: string | null;
}

export type Refresh =
  /** `refreshToken` replaces the presented one. */
  | { kind: 'refreshed'; grant: Grant; refreshToken: string }
  /** More was asked for than was granted; the presented token is still good. */
  | { kind: 'too-much' }
  | { kind: 'other-resource' }
  | { kind: 'refused' };

interface Successor {
  sealedSuccessor: Buffer | null;
}

const refused: Refresh = { kind: 'refused' };

/**
 * One family of refresh tokens per grant, one live token per family. A token that comes back after its successor
 * was made has been copied by somebody, and ends the family and its grant (RFC 9700 §4.14.2).
 */
@Injectable()
export class RefreshFamilies {
  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly grants: GrantReads,
    private readonly tokens: RefreshTokens,
    private readonly endings: FamilyEndings,
  ) {}

  /** Makes the first token for a grant. The family starts in the statement that earns it. */
  first(grant: Grant): FirstToken {
    const text = this.tokens.write({ grantId: grant.id, generation: 0, secret: newToken() });
    const { refreshIdleSeconds: idle, refreshAbsoluteSeconds: absolute } = this.config.tokens;
    return { text, values: [fingerprint(text), Math.min(idle, absolute), absolute] };
  }

  /** Exchanges a refresh token for its successor. A refusal leaves no trace, unless the token was used before. */
  async refresh(request: RefreshRequest): Promise<Refresh> {
    const token = this.tokens.read(request.presented);
    const grant = token && (await this.grants.findLive(token.grantId));
    if (token === null || grant?.appId !== request.app.id) return refused;
    const excess = excessOf(grant, request);
    if (excess !== null) return excess;
    const refreshToken = (await this.rotate(request, token)) ?? (await this.repeat(request, token));
    if (refreshToken !== null) return { kind: 'refreshed', grant, refreshToken };
    await this.endings.endReused(request.app.id, token);
    return refused;
  }

  /** The successor of the token, if it was the newest of its family. */
  private async rotate(
    { app, presented }: RefreshRequest,
    { grantId, generation }: RefreshToken,
  ): Promise<string | null> {
    const next = { grantId, generation: generation + 1, secret: newToken() };
    const refreshToken = this.tokens.write(next);
    const rotated = await firstRow(this.database, statements.rotateFamily, [
      grantId,
      app.id,
      fingerprint(presented),
      fingerprint(refreshToken),
      mayRepeat(app) ? this.tokens.sealSuccessor(presented, grantId, refreshToken) : null,
      this.config.tokens.refreshIdleSeconds,
    ]);
    return rotated === null ? null : refreshToken;
  }

  /** The same successor again, for an app that lost the answer (RFC 9700 §4.14.2 leaves this to us). */
  private async repeat(
    { app, presented }: RefreshRequest,
    { grantId }: RefreshToken,
  ): Promise<string | null> {
    if (!mayRepeat(app)) return null;
    const values = [grantId, app.id, fingerprint(presented)];
    const row = await firstRow<Successor>(this.database, statements.readSuccessor, values);
    if (row === null || row.sealedSuccessor === null) return null;
    return this.tokens.openSuccessor(presented, grantId, row.sealedSuccessor);
  }
}

/** What is asked for beyond the grant; null when nothing is. */
function excessOf(grant: Grant, { app, scopes, resource }: RefreshRequest): Refresh | null {
  if (scopes?.some((scope) => !grant.scopes.includes(scope))) return { kind: 'too-much' };
  return audienceIn(grant, app, resource) === null ? { kind: 'other-resource' } : null;
}

/** Only an app that has proved who it is: for a public app, a thief and the app look the same. */
function mayRepeat(app: CityApp): boolean {
  return app.kind === 'confidential';
}
