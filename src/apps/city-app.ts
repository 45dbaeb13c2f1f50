import type { InEachLanguage } from '../words/words.ts';
import type { AppKeys } from './app-keys.ts';

export type AppKind = 'confidential' | 'public';
export type GrantType = 'authorization_code' | 'refresh_token' | 'client_credentials';

/** Algorithms an app may have its tokens signed with. */
export const tokenAlgorithms = ['ES256', 'RS256'] as const;
export type TokenAlgorithm = (typeof tokenAlgorithms)[number];

/** How an app proves who it is: by the one method it is registered with (RFC 6749 §2.3, RFC 7523 §2.2). */
export const authMethods = [
  'client_secret_basic',
  'client_secret_post',
  'private_key_jwt',
  'none',
] as const;
export type AuthMethod = (typeof authMethods)[number];

/** What an app's assertions are addressed to; the token endpoint only for clients that know no better. */
export type AssertionAudience = 'issuer' | 'token-endpoint';

/** A city service registered as an OAuth client. */
export interface CityApp {
  /** The `client_id`. */
  id: string;
  name: string;
  department: InEachLanguage;
  /** One sentence for residents: what the app wants to know them for. */
  purpose: InEachLanguage;
  kind: AppKind;
  authMethod: AuthMethod;
  /** Public keys for `private_key_jwt`; null with every other method. */
  keys: AppKeys | null;
  assertionAudience: AssertionAudience;
  /** Apps of one sector know a resident by the same `sub`. */
  sector: string;
  /** The `aud` of the app's access tokens unless it asks for another: its own API. */
  resource: string;
  /** APIs of other apps that it may ask tokens for (RFC 8707 §2). */
  otherResources: readonly string[];
  redirectUris: readonly string[];
  /** Where residents may be sent after a logout (RP-Initiated Logout §3.1). */
  postLogoutRedirectUris: readonly string[];
  /** Where it hears that a session has ended (OIDC Back-Channel Logout §2.2); null where it does not. */
  backchannelLogoutUri: string | null;
  /** Whether it needs to know which one. It is told in any case. */
  backchannelLogoutSessionRequired: boolean;
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
  /** Default: as in English. */
  departmentEs?: string;
  purpose: string;
  /** Default: as in English. */
  purposeEs?: string;
  kind: AppKind;
  /** Default: `client_secret_basic`, and `none` for a public app. */
  authMethod?: AuthMethod;
  /** Needed for `private_key_jwt`, and for nothing else. */
  keys?: AppKeys;
  /** Default: the issuer. */
  assertionAudience?: AssertionAudience;
  redirectUris: readonly string[];
  /** Default: none, so that a logout ends on our own page. */
  postLogoutRedirectUris?: readonly string[];
  /** Default: none, so that the app hears of no logout. */
  backchannelLogoutUri?: string | null;
  backchannelLogoutSessionRequired?: boolean;
  scopes: readonly string[];
  /** Default: `authorization_code`, and `refresh_token` when `offline_access` is among the scopes. */
  grantTypes?: readonly GrantType[];
  /** Default: the app alone. */
  sector?: string;
  /** Default: `urn:civic-link:app:<id>`. */
  resource?: string;
  /** Default: none. */
  otherResources?: readonly string[];
  accessTokenAlgorithm?: TokenAlgorithm;
  idTokenAlgorithm?: TokenAlgorithm;
  /** Says that giving this app the scopes that need it has been approved, by name, apart from its registration. */
  scopesApproved?: boolean;
}

/** The APIs that the app may ask tokens for; its own first. */
export function resourcesOf({ resource, otherResources }: CityApp): readonly string[] {
  return [resource, ...otherResources];
}

/** Apps with a key prove themselves by it, and public apps cannot keep anything. */
export function keepsSecret({ authMethod }: Pick<CityApp, 'authMethod'>): boolean {
  return authMethod === 'client_secret_basic' || authMethod === 'client_secret_post';
}
