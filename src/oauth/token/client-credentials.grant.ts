import { Injectable } from '@nestjs/common';
import type { CityApp } from '../../apps/city-app.ts';
import { isServiceScope } from '../../apps/scopes.ts';
import type { Grant } from '../../grants/grant.ts';
import { ServiceGrants } from '../../grants/service-grants.ts';
import { OAuthError } from '../oauth-error.ts';
import type { Entitlement, TokenGrant, TokenRequest } from './token-grant.ts';

/** An app in its own name (RFC 6749 §4.4). No refresh token: it can simply ask again (§4.4.3). */
@Injectable()
export class ClientCredentialsGrant implements TokenGrant {
  readonly type = 'client_credentials';
  readonly requires = [];

  constructor(private readonly grants: ServiceGrants) {}

  async redeem({ app, scopes }: TokenRequest): Promise<Entitlement> {
    const wanted = scopes ?? app.scopes.filter(isServiceScope);
    if (!wanted.every(isServiceScope)) throw new OAuthError('scope-refused');
    const grant = serviceGrant(app, await this.grants.of(app));
    return { grant, scopes: wanted, refreshToken: null, idToken: null };
  }
}

function serviceGrant(app: CityApp, id: string): Grant {
  const { id: appId, scopes, resource } = app;
  return { id, appId, scopes, resource, subject: appId, residentId: null, authenticatedAt: null };
}
