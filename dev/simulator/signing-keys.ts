import { createSign, generateKeyPairSync } from 'node:crypto';
import type { JsonWebKey, KeyObject } from 'node:crypto';

const KEY_ID = 'simulated';

let keyPair: { privateKey: KeyObject; publicKey: KeyObject } | undefined;

/** Made when first needed, since an RSA key takes longer than the rest of the start. */
function keys() {
  keyPair ??= generateKeyPairSync('rsa', { modulusLength: 2048 });
  return keyPair;
}

/** What a provider publishes for verifying its ID tokens. */
export function keySet(): { keys: JsonWebKey[] } {
  const key = keys().publicKey.export({ format: 'jwk' });
  return { keys: [{ ...key, kid: KEY_ID, alg: 'RS256', use: 'sig' }] };
}

/** Signs claims as RS256, given as JSON text since JSON.stringify cannot write every value. */
export function signed(claims: string, more: object = { typ: 'JWT' }): string {
  const header = JSON.stringify({ alg: 'RS256', kid: KEY_ID, ...more });
  const content = [header, claims].map((part) => Buffer.from(part).toString('base64url')).join('.');
  const signature = createSign('sha256').update(content).sign(keys().privateKey, 'base64url');
  return `${content}.${signature}`;
}
