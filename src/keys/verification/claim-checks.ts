import type { Claims } from '../signed-claims.ts';
import type { RefusalReason, VerificationRule } from '../token-verifier.ts';

/** What the claims are compared with. */
export interface Expectation extends VerificationRule {
  issuer: string;
  /** The kind of token, by its header. */
  typ: string;
  /** Seconds since the Unix epoch. */
  now: number;
}

/** How far the clock of another replica may be ahead of ours. */
const skewSeconds = 30;

/** The first reason to refuse these claims, or null. jsonwebtoken checks none of this unless asked, or not at all. */
export function refusalOf(claims: Claims, expected: Expectation): RefusalReason | null {
  if (!isComplete(claims, expected.typ)) return 'missing_claim';
  if (claims.iss !== expected.issuer) return 'wrong_issuer';
  if (expected.audience !== undefined && claims.aud !== expected.audience) return 'wrong_audience';
  return timeRefusal(claims, expected);
}

type CompleteClaims = Claims & { iss: string; aud: string; exp: number; iat: number; nbf?: number };

/** An ID token need not have a `jti` (OIDC Core §2); every other kind of ours does (RFC 9068 §2.2, RFC 8417 §2.2). */
function isComplete(claims: Claims, typ: string): claims is CompleteClaims {
  const { iss, aud, sub, jti, exp, iat, nbf } = claims;
  const texts = [iss, aud, sub, ...(typ === 'JWT' && jti === undefined ? [] : [jti])];
  const times = [exp, iat, ...(nbf === undefined ? [] : [nbf])];
  return texts.every(isText) && times.every((time) => Number.isSafeInteger(time));
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

function timeRefusal(
  { exp, iat, nbf }: CompleteClaims,
  { now, checkExpiry = true }: Expectation,
): RefusalReason | null {
  if (checkExpiry && exp <= now) return 'expired';
  return Math.max(iat, nbf ?? iat) > now + skewSeconds ? 'not_yet_valid' : null;
}
