import { entityTag } from '../platform/http/entity-tag.ts';
import type { SigningAlgorithm } from './signing-algorithm.ts';

/** The public part of a key and how to use it (RFC 7517 §4): no private member has a place in it. */
export type PublicJwk = (
  { kty: 'EC'; crv: string; x: string; y: string } | { kty: 'RSA'; n: string; e: string }
) & { kid: string; use: 'sig'; alg: SigningAlgorithm };

/** A JSON Web Key Set (RFC 7517 §5). */
export interface Jwks {
  keys: PublicJwk[];
}

/** A key set as it goes over the wire, made once per change and not once per request. */
export interface PublishedJwks {
  jwks: Jwks;
  body: string;
  etag: string;
}

export function publish(keys: PublicJwk[]): PublishedJwks {
  const jwks = { keys };
  const body = JSON.stringify(jwks);
  return { jwks, body, etag: entityTag(body) };
}
