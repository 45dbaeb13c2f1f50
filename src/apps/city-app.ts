export type AppKind = 'confidential' | 'public';
export type GrantType = 'authorization_code' | 'refresh_token' | 'client_credentials';
type TokenAlgorithm = 'ES256' | 'RS256';

/** A city service registered as an OAuth client. */
export interface CityApp {
  /** The `client_id`. */
  id: string;
  name: string;
  department: string;
  /** One sentence for residents: what the app wants to know them for. */
  purpose: string;
  kind: AppKind;
  /** Apps of one sector know a resident by the same `sub`. */
  sector: string;
  /** The `aud` of the app's access tokens. */
  resource: string;
  redirectUris: readonly string[];
  scopes: readonly string[];
  grantTypes: readonly GrantType[];
  accessTokenAlgorithm: TokenAlgorithm;
  idTokenAlgorithm: TokenAlgorithm;
  disabled: boolean;
}

/** What somebody registers; what is left out gets the most private default. */
export interface NewApp {
  id: string;
  name: string;
  department: string;
  purpose: string;
  kind: AppKind;
  redirectUris: readonly string[];
  scopes: readonly string[];
  /** Default: `authorization_code`, and `refresh_token` when `offline_access` is among the scopes. */
  grantTypes?: readonly GrantType[];
  /** Default: the app alone. */
  sector?: string;
  /** Default: `urn:civic-link:app:<id>`. */
  resource?: string;
  accessTokenAlgorithm?: TokenAlgorithm;
  idTokenAlgorithm?: TokenAlgorithm;
  /** Says that giving this app an `admin:` scope has been approved, by name, apart from its registration. */
  adminScopesApproved?: boolean;
}
