import type { KeyObject } from 'node:crypto';
import jwt from 'jsonwebtoken';

/** What a token says, whatever it is. */
export type Claims = Readonly<Record<string, unknown>>;

/** A public key and the one algorithm it is used with (RFC 8725 §3.1). */
export interface PinnedKey {
  algorithm: 'ES256' | 'RS256' | 'PS256';
  publicKey: KeyObject;
}

/**
 * The claims of a token whose signature is good; null for every other. jsonwebtoken throws a TypeError for a
 * signature of the wrong length, and answers with whatever the payload is: a text, an array, null.
 */
export function signedClaims(token: string, key: PinnedKey): Claims | null {
  try {
    const payload: unknown = jwt.verify(token, key.publicKey, {
      algorithms: [key.algorithm],
      ignoreExpiration: true,
      ignoreNotBefore: true,
    });
    return isPlainObject(payload) ? deeplyFrozen(payload) : null;
  } catch {
    return null;
  }
}

/** The claims of a token that we have just signed ourselves, as everybody else will read them. */
export function ownClaims(token: string): Claims {
  const [, payload = ''] = token.split('.');
  return deeplyFrozen(JSON.parse(Buffer.from(payload, 'base64url').toString()) as Claims);
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The same claims are handed out again and again: nobody may change them. */
function deeplyFrozen<Value extends object>(value: Value): Value {
  for (const inner of Object.values(value)) {
    if (typeof inner === 'object' && inner !== null) deeplyFrozen(inner);
  }
  return Object.freeze(value);
}
