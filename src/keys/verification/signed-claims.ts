import jwt from 'jsonwebtoken';
import type { VerificationKey } from '../ring/key-set.ts';
import type { Claims } from './claim-checks.ts';

/**
 * The claims of a token whose signature is good; null for every other. jsonwebtoken throws a TypeError for a
 * signature of the wrong length, and answers with whatever the payload is: a text, an array, null.
 */
export function signedClaims(token: string, key: VerificationKey): Claims | null {
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
