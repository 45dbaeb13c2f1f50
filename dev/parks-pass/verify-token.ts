import { createPublicKey } from 'node:crypto';
import type { JsonWebKey } from 'node:crypto';
import jwt from 'jsonwebtoken';

/** What a token must be for us to accept it. */
export interface Expectation {
  issuer: string;
  audience: string;
}

/**
 * Verifies an access token without asking anybody: with the keys from `/.well-known/jwks.json` (RFC 9068 §4).
 * Parks Pass shows the text of this function to developers, so it has to stay this short.
 * @throws when there is any doubt
 */
export function verifyAccessToken(
  token: string,
  keys: readonly JsonWebKey[],
  { issuer, audience }: Expectation,
): jwt.JwtPayload {
  const header = jwt.decode(token, { complete: true })?.header;
  if (header?.typ !== 'at+jwt') throw new Error('This is not an access token.');
  const jwk = keys.find((each) => each.kid === header.kid);
  if (jwk === undefined) throw new Error(`There is no key ${header.kid}.`);
  const key = createPublicKey({ key: jwk, format: 'jwk' });
  const claims = jwt.verify(token, key, { algorithms: ['ES256'], issuer, audience });
  if (typeof claims === 'string') throw new Error('The token holds no claims.');
  return claims;
}
