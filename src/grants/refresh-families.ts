import { Injectable } from '@nestjs/common';
import type { CityApp } from '../apps/city-app.ts';
import { Config } from '../config/config.ts';
import { fingerprint, newToken } from '../kernel/opaque-token.ts';
import { Database } from '../platform/database/database.ts';
import { firstRow } from '../platform/database/statement.ts';
import type { FirstToken } from './family-sql.ts';
import { audienceIn } from './grant.ts';
import type { Grant } from './grant.ts';
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

type ReadRequest = RefreshRequest & { token: RefreshToken };
type Successor = Grant & { sealedSuccessor: Buffer | null };

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
    if (token === null) return refused;
    const read = { ...request, token };
    return (await this.excessOf(read)) ?? (await this.rotate(read)) ?? this.answerUsed(read);
  }

  /** The token is not the newest of its family, or the grant is dead, which a token used before does not change. */
  private async answerUsed(read: ReadRequest): Promise<Refresh> {
    if (await this.endings.isDead(read.token.grantId)) return refused;
    const again = await this.repeat(read);
    if (again === null) await this.endings.endReused(read.app.id, read.token);
    return again ?? refused;
  }

  /** What is asked for beyond the grant, looked up only when something in particular is asked for. */
  private async excessOf({ app, scopes, resource, token }: ReadRequest): Promise<Refresh | null> {
    if (scopes === null && resource === null) return null;
    const values = [token.grantId, app.id];
    const grant = await firstRow<Grant>(this.database, statements.readGrant, values);
    if (grant === null) return null;
    if (scopes?.some((scope) => !grant.scopes.includes(scope))) return { kind: 'too-much' };
    return audienceIn(grant, resource) === null ? { kind: 'other-resource' } : null;
  }

  private async rotate({ app, presented, token }: ReadRequest): Promise<Refresh | null> {
    const { grantId, generation } = token;
    const next = { grantId, generation: generation + 1, secret: newToken() };
    const refreshToken = this.tokens.write(next);
    const grant = await firstRow<Grant>(this.database, statements.rotateFamily, [
      grantId,
      app.id,
      fingerprint(presented),
      fingerprint(refreshToken),
      mayRepeat(app) ? this.tokens.sealSuccessor(presented, grantId, refreshToken) : null,
      this.config.tokens.refreshIdleSeconds,
    ]);
    return grant && { kind: 'refreshed', grant, refreshToken };
  }

  /** The same successor again, for an app that lost the answer (RFC 9700 §4.14.2 leaves this to us). */
  private async repeat({ app, presented, token }: ReadRequest): Promise<Refresh | null> {
    if (!mayRepeat(app)) return null;
    const values = [token.grantId, app.id, fingerprint(presented)];
    const row = await firstRow<Successor>(this.database, statements.readSuccessor, values);
    if (row === null || row.sealedSuccessor === null) return null;
    const { sealedSuccessor, ...grant } = row;
    const refreshToken = this.tokens.openSuccessor(presented, token.grantId, sealedSuccessor);
    return refreshToken === null ? null : { kind: 'refreshed', grant, refreshToken };
  }
}

/** Only an app that has proved who it is: for a public app, a thief and the app look the same. */
function mayRepeat(app: CityApp): boolean {
  return app.kind === 'confidential';
}
