/**
 * Civic Link's verifier for city apps.
 *
 * Owns: deciding whether an access token is good: signature, type, times, audience, and whether it was revoked.
 * Does not: get tokens for anybody, or know who a resident is.
 * Hands off to: `jose` (signatures), the service (keys, the revocation list), your app.
 */
export { tokenOf } from './bearer.ts';
export type { AccessTokenClaims, VerifiedToken } from './claims.ts';
export type { Credentials, FeedOptions, IntrospectOptions, OfflineOptions } from './options.ts';
export type { VerifierOptions } from './options.ts';
export { TokenError } from './token-error.ts';
export type { Reason } from './token-error.ts';
export { createVerifier } from './verifier.ts';
export type { Use, Verifier } from './verifier.ts';
