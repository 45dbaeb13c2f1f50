import { Injectable } from '@nestjs/common';
import type { CityApp } from '../../apps/city-app.ts';
import { OAuthError } from '../oauth-error.ts';
import { AuthorizationCodeGrant } from './authorization-code.grant.ts';
import { ClientCredentialsGrant } from './client-credentials.grant.ts';
import { RefreshTokenGrant } from './refresh-token.grant.ts';
import type { TokenGrant } from './token-grant.ts';

/** Every kind of grant there is. There will be none with a password (RFC 9700 §2.4). */
@Injectable()
export class TokenGrants {
  private readonly byType: ReadonlyMap<string, TokenGrant>;

  constructor(
    code: AuthorizationCodeGrant,
    refresh: RefreshTokenGrant,
    credentials: ClientCredentialsGrant,
  ) {
    const grants: TokenGrant[] = [code, refresh, credentials];
    this.byType = new Map(grants.map((grant) => [grant.type, grant]));
  }

  /** The grant of this `grant_type`, if this app may use it. Throws the error that says why not. */
  for(app: CityApp, type: string): TokenGrant {
    const grant = this.byType.get(type);
    if (grant === undefined) throw new OAuthError('grant-type-unsupported');
    if (!app.grantTypes.includes(grant.type)) throw new OAuthError('grant-type-refused');
    return grant;
  }
}
