import type { CityApp, GrantType } from '../../apps/city-app.ts';
import type { Grant } from '../../grants/grant.ts';
import type { Parameters } from '../parameters.ts';

/** A token request after the shared duties: the client is who it says, and may use this kind of grant. */
export interface TokenRequest {
  app: CityApp;
  form: Parameters;
  /** Well-formed and known for this app; null when it did not ask for any in particular. */
  scopes: readonly string[] | null;
  /** The one resource the access token is to be for; null when the app did not say. */
  resource: string | null;
}

/** What a request has earned. */
export interface Entitlement {
  grant: Grant;
  scopes: readonly string[];
  /** The `aud` of the access token. */
  audience: string;
  refreshToken: string | null;
  /** Set when an ID token is due. */
  idToken: { nonce: string | null } | null;
}

/**
 * One kind of grant at the token endpoint. The handler authenticates the client, checks that it may use this kind,
 * that required parameters are there, scopes and resource, and writes the answer; so a grant only says what is its
 * own, and cannot forget a shared step.
 */
export interface TokenGrant {
  /** Its `grant_type`. */
  readonly type: GrantType;
  /** Parameters without which the request makes no sense. */
  readonly requires: readonly string[];
  /** Uses up what was presented and says what it earns. Throws `invalid_grant`, `invalid_scope` or `invalid_target`. */
  redeem(request: TokenRequest): Promise<Entitlement>;
}
