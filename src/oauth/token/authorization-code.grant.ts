import { Injectable } from '@nestjs/common';
import type { CityApp } from '../../apps/city-app.ts';
import type { Grant } from '../../grants/grant.ts';
import { RefreshFamilies } from '../../grants/refresh-families.ts';
import { Codes } from '../authorize/codes.ts';
import type { RedeemedCode } from '../authorize/codes.ts';
import { OAuthError } from '../oauth-error.ts';
import type { Entitlement, TokenGrant, TokenRequest } from './token-grant.ts';

/** A code from the authorization endpoint with its PKCE verifier (RFC 6749 §4.1.3, RFC 7636 §4.5). */
@Injectable()
export class AuthorizationCodeGrant implements TokenGrant {
  readonly type = 'authorization_code';
  readonly requires = ['code', 'code_verifier'];

  constructor(
    private readonly codes: Codes,
    private readonly families: RefreshFamilies,
  ) {}

  async redeem(request: TokenRequest): Promise<Entitlement> {
    const { grant, nonce, audience, refreshToken } = await this.redeemed(request);
    const { scopes } = grant;
    const idToken = scopes.includes('openid') ? { nonce } : null;
    return { grant, scopes, audience, refreshToken, idToken };
  }

  private async redeemed({ app, form, resource }: TokenRequest): Promise<RedeemedCode> {
    const redemption = await this.codes.redeem({
      app,
      code: form.require('code'),
      verifier: form.require('code_verifier'),
      redirectUri: form.get('redirect_uri'),
      resource,
      firstToken: (grant) => (mayRefresh(app, grant) ? this.families.first(grant) : null),
    });
    switch (redemption.kind) {
      case 'redeemed':
        return redemption;
      case 'other-resource':
        throw new OAuthError('target-refused');
      case 'refused':
        throw new OAuthError('grant-refused');
      default:
        return redemption satisfies never;
    }
  }
}

/** Only an app that may come back while the resident is away gets a refresh token (OIDC Core §11). */
function mayRefresh({ grantTypes }: CityApp, { scopes }: Grant): boolean {
  return grantTypes.includes('refresh_token') && scopes.includes('offline_access');
}
