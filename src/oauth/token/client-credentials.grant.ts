import { Injectable } from '@nestjs/common';
import { resourcesOf } from '../../apps/city-app.ts';
import type { CityApp } from '../../apps/city-app.ts';
import { isServiceScope } from '../../apps/scopes.ts';
import { Config } from '../../config/config.ts';
import type { Grant } from '../../grants/grant.ts';
import { ServiceGrants } from '../../grants/service-grants.ts';
import { OAuthError } from '../oauth-error.ts';
import type { Entitlement, TokenGrant, TokenRequest } from './token-grant.ts';

/** An app in its own name (RFC 6749 §4.4). No refresh token: it can simply ask again (§4.4.3). */
@Injectable()
export class ClientCredentialsGrant implements TokenGrant {
  readonly type = 'client_credentials';
  readonly requires = [];

  constructor(
    private readonly config: Config,
    private readonly grants: ServiceGrants,
  ) {}

  async redeem(request: TokenRequest): Promise<Entitlement> {
    const { app } = request;
    const permitted = this.permitted(request);
    const grant = serviceGrant(app, await this.grants.of(app));
    return { grant, ...permitted, refreshToken: null, idToken: null };
  }

  /**
   * Service scopes open our own API and nothing else, so a token with any is for us, and a token for another API
   * carries none (RFC 9068 §3).
   */
  private permitted({
    app,
    scopes,
    resource,
  }: TokenRequest): Pick<Entitlement, 'scopes' | 'audience'> {
    const { issuer } = this.config;
    const isForUs = resource === null || resource === issuer;
    const wanted = scopes ?? (isForUs ? app.scopes.filter(isServiceScope) : []);
    if (!wanted.every(isServiceScope)) throw new OAuthError('scope-refused');
    if (wanted.length > 0 && !isForUs) throw new OAuthError('scope-refused');
    const audience = resource ?? (wanted.length > 0 ? issuer : app.resource);
    const allowed = [issuer, ...resourcesOf(app)];
    if (!allowed.includes(audience)) throw new OAuthError('target-refused');
    return { scopes: wanted, audience };
  }
}

function serviceGrant(app: CityApp, own: Pick<Grant, 'id' | 'epochs'>): Grant {
  const { id: appId, scopes, resource, otherResources } = app;
  const nobody = { residentId: null, authenticatedAt: null };
  return { ...own, appId, scopes, resource, otherResources, subject: appId, ...nobody };
}
