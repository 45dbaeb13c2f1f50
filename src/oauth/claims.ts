import { hash } from 'node:crypto';
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
  /** Marks of the epochs of issuer, provider and app: one that is on the revocation list ends the token. */
  epochs: readonly string[];
  /** When the resident last completed a trip to a provider; the same on every refresh (RFC 9068 §2.2.1). */
  auth_time?: number;
}

/** What introspection tells an app of its own refresh token; that it has no `token_type` says which kind it is. */
export interface RefreshTokenClaims {
  active: true;
  iss: string;
  sub: string;
  exp: number;
  client_id: string;
  /** Left out when there is none. */
  scope?: string;
}

/** An ID token (OIDC Core §2). */
export interface IdTokenClaims {
  iss: string;
  sub: string;
  aud: string;
  iat: number;
  exp: number;
  auth_time: number;
  /** The grant, as in the access token: what a logout token names (OIDC Back-Channel Logout §2.1). */
  sid: string;
  /** Present exactly when the app sent one. */
  nonce?: string;
  at_hash: string;
}

/** What userinfo tells about a resident (OIDC Core §5.3.2). */
export interface UserinfoClaims {
  sub: string;
  linked_accounts?: LinkedAccount[];
}

/** A linked account that the resident chose to show this app, with what the scopes name. */
export interface LinkedAccount {
  provider: string;
  /** With `linked_accounts`; null when the resident let us keep the user ID only. */
  name?: string | null;
  /** The provider's user ID, with `linked_account_ids`. */
  user_id?: string;
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

/** What an access token lets its bearer do, and where. */
export interface Permitted {
  /** Within those of the grant. */
  scopes: readonly string[];
  /** One resource, within those of the grant. */
  audience: string;
  /** The marks of the grant's epochs. */
  epochs: readonly string[];
}

/** An access token made from a grant. */
export function accessTokenClaims(
  { issuer, now, lifetime }: Issue,
  grant: Grant,
  { scopes, audience, epochs }: Permitted,
): AccessTokenClaims {
  return {
    iss: issuer,
    sub: grant.subject,
    aud: audience,
    iat: now,
    exp: now + lifetime,
    jti: newToken(),
    client_id: grant.appId,
    ...(scopes.length > 0 && { scope: scopes.join(' ') }),
    sid: grant.id,
    epochs,
    ...(grant.authenticatedAt !== null && { auth_time: secondsOf(grant.authenticatedAt) }),
  };
}

/** What an ID token says besides whom it is about. */
export interface IdTokenFacts {
  /** As the app sent it; null when it sent none. */
  nonce: string | null;
  /** Ties the access token that comes with it to the ID token (OIDC Core §3.1.3.6). */
  atHash: string;
}

/** A refresh token of this grant that ends at this moment. */
export function refreshTokenClaims(issuer: string, grant: Grant, end: Date): RefreshTokenClaims {
  const { subject, appId, scopes } = grant;
  return {
    active: true,
    iss: issuer,
    sub: subject,
    exp: Math.floor(end.getTime() / 1000),
    client_id: appId,
    ...(scopes.length > 0 && { scope: scopes.join(' ') }),
  };
}

/** An ID token for a resident who has just come back to the app. */
export function idTokenClaims(
  { issuer, now, lifetime }: Issue,
  grant: Grant,
  { nonce, atHash }: IdTokenFacts,
): IdTokenClaims {
  return {
    iss: issuer,
    sub: grant.subject,
    aud: grant.appId,
    iat: now,
    exp: now + lifetime,
    auth_time: secondsOf(grant.authenticatedAt ?? new Date(0)),
    sid: grant.id,
    ...(nonce !== null && { nonce }),
    at_hash: atHash,
  };
}

/** The left half of the SHA-256 of an access token, which fits both of our algorithms (OIDC Core §3.1.3.6). */
export function atHashOf(accessToken: string): string {
  return hash('sha256', accessToken, 'buffer').subarray(0, 16).toString('base64url');
}

/** Accounts of a resident as an app with these scopes sees them. */
export function linkedAccounts(links: readonly Link[], scopes: readonly string[]): LinkedAccount[] {
  return links.map(({ provider, displayName, subject, createdAt }) => ({
    provider,
    ...(scopes.includes('linked_accounts') && { name: displayName }),
    ...(scopes.includes('linked_account_ids') && { user_id: subject }),
    linked_at: secondsOf(createdAt),
  }));
}

function secondsOf(time: Date): number {
  return Math.floor(time.getTime() / 1000);
}
