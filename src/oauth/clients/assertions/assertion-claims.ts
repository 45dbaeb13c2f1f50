import { z } from 'zod';
import { seconds } from '../../../kernel/duration.ts';
import type { Claims } from '../../../keys/signed-claims.ts';
import { assertionSeconds } from '../../lifetimes.ts';

/** The claims of an assertion that is complete and well-formed. */
export interface AssertionClaims {
  jti: string;
  /** Seconds since the Unix epoch. */
  exp: number;
}

/** What the claims are compared with. */
export interface AssertionExpectation {
  clientId: string;
  audience: string;
  /** Seconds since the Unix epoch. */
  now: number;
}

/** Why an assertion is refused; for the log alone. */
export type ClaimRefusal =
  | 'assertion claims missing'
  | 'assertion of another client'
  | 'assertion for another audience'
  | 'assertion out of time';

/**
 * How far the clock of an app may be ahead of ours. FAPI 2.0 §5.3.2.1 wants 10 seconds accepted and 60 refused, and
 * leaves the rest to us.
 */
const skew = seconds(30);

const text = z.string().min(1);
const complete = z.object({
  iss: text,
  sub: text,
  aud: z.union([text, z.tuple([text])]),
  exp: z.number(),
  iat: z.number().optional(),
  nbf: z.number().optional(),
  jti: z.string().regex(/^[\x20-\x7e]{1,256}$/),
});
type CompleteClaims = z.infer<typeof complete>;

/** What a signed assertion says, or the first reason to refuse it (RFC 7523 §3, rfc7523bis §4). */
export function checkClaims(
  signed: Claims,
  { clientId, audience, now }: AssertionExpectation,
): AssertionClaims | ClaimRefusal {
  const read = complete.safeParse(signed);
  if (!read.success) return 'assertion claims missing';
  const claims = read.data;
  if (claims.iss !== clientId || claims.sub !== clientId) return 'assertion of another client';
  if (String(claims.aud) !== audience) return 'assertion for another audience';
  return isInTime(claims, now) ? claims : 'assertion out of time';
}

function isInTime({ exp, iat, nbf }: CompleteClaims, now: number): boolean {
  const begins = Math.max(iat ?? now, nbf ?? now);
  return exp > now && exp <= now + assertionSeconds && begins <= now + skew;
}
