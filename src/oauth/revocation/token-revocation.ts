import { Injectable } from '@nestjs/common';
import type { CityApp } from '../../apps/city-app.ts';
import { RefreshRevocations } from '../../grants/refresh-revocations.ts';
import { Database } from '../../platform/database/database.ts';
import { Revocations } from '../../revocations/revocations.ts';
import { OAuthError } from '../oauth-error.ts';
import { AccessTokens } from '../tokens/access-tokens.ts';

/** Lets an app give tokens back (RFC 7009). */
@Injectable()
export class TokenRevocation {
  constructor(
    private readonly database: Database,
    private readonly refreshTokens: RefreshRevocations,
    private readonly accessTokens: AccessTokens,
    private readonly revocations: Revocations,
  ) {}

  /**
   * Revokes a token of the app: a refresh token with its whole grant, an access token alone. A text that is no
   * living token of ours is revoked already (§2.2). Throws when the token is another app's (§2.1).
   */
  async revoke(app: CityApp, token: string): Promise<void> {
    const outcome = await this.refreshTokens.revoke(app, token);
    switch (outcome) {
      case 'done':
        return;
      case 'not-yours':
        throw new OAuthError('token-of-another-client');
      case 'not-a-refresh-token':
        return this.revokeAccessToken(app, token);
      default:
        return outcome satisfies never;
    }
  }

  private async revokeAccessToken(app: CityApp, token: string): Promise<void> {
    const claims = await this.accessTokens.read(token);
    if (claims === null) return;
    if (claims.client_id !== app.id) throw new OAuthError('token-of-another-client');
    await this.revocations.revokeToken(this.database, claims.jti, new Date(claims.exp * 1000));
  }
}
