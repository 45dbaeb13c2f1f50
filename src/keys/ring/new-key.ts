import { generateKeyPair, hash } from 'node:crypto';
import type { JsonWebKey, KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { unreachable } from '../../kernel/service-error.ts';
import type { PublicJwk } from '../jwks.ts';
import type { SigningAlgorithm } from '../signing-algorithm.ts';

const generate = promisify(generateKeyPair);

/** A key pair that has never signed; the private part as PKCS#8 PEM, ready to be sealed. */
export interface NewKey {
  kid: string;
  algorithm: SigningAlgorithm;
  publicJwk: PublicJwk;
  privatePem: string;
}

/** Makes a key pair; the key id is its RFC 7638 thumbprint. */
export async function newKey(algorithm: SigningAlgorithm): Promise<NewKey> {
  const { publicKey, privateKey } = await generatePair(algorithm);
  const members = thumbprintMembers(algorithm, publicKey.export({ format: 'jwk' }));
  const kid = hash('sha256', JSON.stringify(members), 'base64url');
  const publicJwk = { ...members, kid, use: 'sig', alg: algorithm } as PublicJwk;
  const privatePem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return { kid, algorithm, publicJwk, privatePem };
}

function generatePair(
  algorithm: SigningAlgorithm,
): Promise<{ publicKey: KeyObject; privateKey: KeyObject }> {
  switch (algorithm) {
    case 'ES256':
      return generate('ec', { namedCurve: 'P-256' });
    case 'RS256':
      return generate('rsa', { modulusLength: 2048 });
    default:
      return unreachable(algorithm);
  }
}

/** The members that make a key what it is, in the order that RFC 7638 §3.2 hashes them in. */
function thumbprintMembers(algorithm: SigningAlgorithm, jwk: JsonWebKey): Partial<PublicJwk> {
  const { crv, kty, x, y, e, n } = jwk;
  return (algorithm === 'ES256' ? { crv, kty, x, y } : { e, kty, n }) as Partial<PublicJwk>;
}
