import { Injectable } from '@nestjs/common';
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
    const { grant, nonce, audience } = await this.redeemed(request);
    const mayRefresh = request.app.grantTypes.includes('refresh_token');
    return {
      grant,
      scopes: grant.scopes,
      audience,
      refreshToken: mayRefresh ? await this.refreshTokenFor(grant) : null,
      idToken: grant.scopes.includes('openid') ? { nonce } : null,
    };
  }

  private async redeemed({ app, form, resource }: TokenRequest): Promise<RedeemedCode> {
    const redemption = await this.codes.redeem({
      app,
      code: form.require('code'),
      verifier: form.require('code_verifier'),
      redirectUri: form.get('redirect_uri'),
      resource,
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

  /** Only for an app that may come back while the resident is away (OIDC Core §11). */
  private async refreshTokenFor(grant: Grant): Promise<string | null> {
    return grant.scopes.includes('offline_access') ? this.families.start(grant) : null;
  }
}
