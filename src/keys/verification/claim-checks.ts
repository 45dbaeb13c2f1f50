import type { RefusalReason, VerificationRule } from '../token-verifier.ts';

export type Claims = Readonly<Record<string, unknown>>;

/** What the claims are compared with. */
export interface Expectation extends VerificationRule {
  issuer: string;
  /** Seconds since the Unix epoch. */
  now: number;
}

/** How far the clock of another replica may be ahead of ours. */
const skewSeconds = 30;

/** The first reason to refuse these claims, or null. jsonwebtoken checks none of this unless asked, or not at all. */
export function refusalOf(claims: Claims, expected: Expectation): RefusalReason | null {
  if (!isComplete(claims)) return 'missing_claim';
  if (claims.iss !== expected.issuer) return 'wrong_issuer';
  if (expected.audience !== undefined && claims.aud !== expected.audience) return 'wrong_audience';
  return timeRefusal(claims, expected);
}

type CompleteClaims = Claims & { iss: string; aud: string; exp: number; iat: number; nbf?: number };

function isComplete(claims: Claims): claims is CompleteClaims {
  const { iss, aud, sub, jti, exp, iat, nbf } = claims;
  const texts = [iss, aud, sub, jti].every((text) => typeof text === 'string' && text !== '');
  return texts && [exp, iat, nbf ?? 0].every(Number.isSafeInteger);
}

function timeRefusal(
  { exp, iat, nbf }: CompleteClaims,
  { now, checkExpiry = true }: Expectation,
): RefusalReason | null {
  if (checkExpiry && exp <= now) return 'expired';
  return Math.max(iat, nbf ?? iat) > now + skewSeconds ? 'not_yet_valid' : null;
}
