import { isServiceScope } from '../apps/scopes.ts';
import type { Grant } from '../grants/grant.ts';
import { newToken } from '../kernel/opaque-token.ts';
import type { Link } from '../links/link.ts';

/**
 * Every claim the service ever gives to an app is listed in this file. There is none about a person but a random
 * `sub`, and the names of linked accounts where the resident consented, never inside a token.
 */

/** An access token (RFC 9068 §2.2). */
export interface AccessTokenClaims {
  iss: string;
  /** Pairwise for residents, the client id for services; the two never look alike. */
  sub: string;
  /** One resource. */
  aud: string;
  iat: number;
  exp: number;
  jti: string;
  client_id: string;
  /** Left out when there is none. */
  scope?: string;
  /** The grant, which the lattice knows as the token's subject. */
  sid: string;
}

/** An ID token (OIDC Core §2). */
export interface IdTokenClaims {
  iss: string;
  sub: string;
  aud: string;
  iat: number;
  exp: number;
  auth_time: number;
  /** Present exactly when the app sent one. */
  nonce?: string;
}

/** What userinfo tells about a resident (OIDC Core §5.3.2). */
export interface UserinfoClaims {
  sub: string;
  linked_accounts?: LinkedAccount[];
}

/** A linked account by its name, never by its user ID. */
export interface LinkedAccount {
  provider: string;
  /** Null when the resident let us keep the user ID only. */
  name: string | null;
  /** Seconds since the epoch, like every time in a claim. */
  linked_at: number;
}

/** Who issues a token, when, and for how long. */
export interface Issue {
  issuer: string;
  /** Seconds since the epoch. */
  now: number;
  lifetime: number;
}

/** An access token made from a grant, for scopes within it. */
export function accessTokenClaims(
  { issuer, now, lifetime }: Issue,
  grant: Grant,
  scopes: readonly string[],
): AccessTokenClaims {
  return {
    iss: issuer,
    sub: grant.subject,
    aud: audienceOf(issuer, grant, scopes),
    iat: now,
    exp: now + lifetime,
    jti: newToken(),
    client_id: grant.appId,
    ...(scopes.length > 0 && { scope: scopes.join(' ') }),
    sid: grant.id,
  };
}

/** An ID token for a resident who has just come back to the app. */
export function idTokenClaims(
  { issuer, now, lifetime }: Issue,
  grant: Grant,
  nonce: string | null,
): IdTokenClaims {
  return {
    iss: issuer,
    sub: grant.subject,
    aud: grant.appId,
    iat: now,
    exp: now + lifetime,
    auth_time: Math.floor((grant.authenticatedAt?.getTime() ?? 0) / 1000),
    ...(nonce !== null && { nonce }),
  };
}

/** The accounts of a resident as an app with the scope `linked_accounts` sees them. */
export function linkedAccounts(links: readonly Link[]): LinkedAccount[] {
  return links.map(({ provider, displayName, createdAt }) => ({
    provider,
    name: displayName,
    linked_at: Math.floor(createdAt.getTime() / 1000),
  }));
}

/** Service scopes open our own API, so the token is for us; every other token is for the app's resource. */
function audienceOf(issuer: string, grant: Grant, scopes: readonly string[]): string {
  return scopes.some(isServiceScope) ? issuer : grant.resource;
}
