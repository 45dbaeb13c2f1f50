import { Injectable } from '@nestjs/common';
import { RefreshFamilies } from '../../grants/refresh-families.ts';
import { OAuthError } from '../oauth-error.ts';
import type { Entitlement, TokenGrant, TokenRequest } from './token-grant.ts';

/** A refresh token for its successor and a new access token (RFC 6749 §6). No ID token: nobody has signed in. */
@Injectable()
export class RefreshTokenGrant implements TokenGrant {
  readonly type = 'refresh_token';
  readonly requires = ['refresh_token'];

  constructor(private readonly families: RefreshFamilies) {}

  async redeem({ app, form, scopes, resource }: TokenRequest): Promise<Entitlement> {
    const presented = form.require('refresh_token');
    const refresh = await this.families.refresh({ app, presented, scopes, resource });
    switch (refresh.kind) {
      case 'refreshed': {
        const { grant, refreshToken } = refresh;
        return {
          grant,
          scopes: scopes ?? stillRegistered(grant.scopes, app.scopes),
          audience: resource ?? grant.resource,
          refreshToken,
          idToken: null,
        };
      }
      case 'too-much':
        throw new OAuthError('scope-refused');
      case 'other-resource':
        throw new OAuthError('target-refused');
      case 'refused':
        throw new OAuthError('grant-refused');
      default:
        return refresh satisfies never;
    }
  }
}

/** What the city has taken from an app since is not given out again. */
function stillRegistered(granted: readonly string[], registered: readonly string[]): string[] {
  return granted.filter((scope) => registered.includes(scope));
}
