import { createPublicKey } from 'node:crypto';
import type { JsonWebKey, KeyObject } from 'node:crypto';
import { z } from 'zod';

/** Algorithms an app may sign its assertions with (RFC 8725 §3.1: one, agreed on beforehand). */
export const assertionAlgorithms = ['ES256', 'RS256', 'PS256'] as const;
export type AssertionAlgorithm = (typeof assertionAlgorithms)[number];

/** The public keys an app signs its assertions with, and the one algorithm it uses. */
export interface AppKeys {
  algorithm: AssertionAlgorithm;
  jwks: PublicKeySet;
}

/** A JSON Web Key Set (RFC 7517 §5) with nothing private in it. */
export interface PublicKeySet {
  keys: readonly JsonWebKey[];
}

/** One of an app's keys, ready for use. */
export interface AssertionKey {
  kid: string | undefined;
  algorithm: AssertionAlgorithm;
  publicKey: KeyObject;
}

const leastRsaBits = 2048;
const mostKeys = 10;

const text = z.string().min(1).max(2000);
const ecKey = z.object({ kty: z.literal('EC'), crv: z.literal('P-256'), x: text, y: text });
const rsaKey = z.object({ kty: z.literal('RSA'), n: text, e: text });
const names = { kid: text.optional(), use: z.literal('sig').optional(), alg: text.optional() };
/** A private or symmetric member is refused rather than dropped: whoever sent it must make a new key. */
const nothingPrivate = Object.fromEntries(
  ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'].map((member) => [member, z.undefined().optional()]),
);
const keySet = z.object({
  keys: z
    .array(
      z.union([
        ecKey.extend(names).extend(nothingPrivate),
        rsaKey.extend(names).extend(nothingPrivate),
      ]),
    )
    .min(1)
    .max(mostKeys),
});

/** The key set somebody sent, if every key in it fits the algorithm and can be used; null otherwise. */
export function readKeySet(sent: unknown, algorithm: AssertionAlgorithm): PublicKeySet | null {
  const read = keySet.safeParse(sent);
  if (!read.success) return null;
  const keys = read.data.keys as JsonWebKey[];
  return keys.every((key) => fits(key, algorithm)) ? { keys } : null;
}

/** Every key of an app, ready for use. */
export function assertionKeysOf({ algorithm, jwks }: AppKeys): readonly AssertionKey[] {
  return jwks.keys.flatMap((jwk) => {
    const publicKey = publicKeyOf(jwk, algorithm);
    return publicKey === null ? [] : [{ kid: jwk.kid as string | undefined, algorithm, publicKey }];
  });
}

/** The key ready for use; null when it is no key of a strength and kind that the algorithm needs. */
function publicKeyOf(jwk: JsonWebKey, algorithm: AssertionAlgorithm): KeyObject | null {
  try {
    const key = createPublicKey({ key: jwk, format: 'jwk' });
    return isStrong(key, algorithm) ? key : null;
  } catch {
    return null;
  }
}

function fits(jwk: JsonWebKey, algorithm: AssertionAlgorithm): boolean {
  const names = jwk.alg === undefined || jwk.alg === algorithm;
  return names && publicKeyOf(jwk, algorithm) !== null;
}

function isStrong(
  { asymmetricKeyType, asymmetricKeyDetails }: KeyObject,
  algorithm: string,
): boolean {
  if (algorithm === 'ES256') return asymmetricKeyType === 'ec';
  const bits = asymmetricKeyDetails?.modulusLength ?? 0;
  return asymmetricKeyType === 'rsa' && bits >= leastRsaBits;
}
