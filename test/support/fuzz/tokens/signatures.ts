import { createHmac, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { Dice } from '../dice.ts';
import type { Material } from './material.ts';

/** Signs what comes before the second dot, in one of the ways somebody without our key can. */
export type Forgery = (signed: string, dice: Dice, material: Material) => Buffer;

const nothing = Buffer.alloc(0);

export const forgeries: readonly Forgery[] = [
  () => nothing,
  () => Buffer.alloc(64),
  () => Buffer.alloc(64, 0xff),
  (_, dice) => dice.bytes(dice.pick([1, 32, 63, 64, 65, 71, 96, 128, 256, 512])),
  (signed, _, { theirs }) => es256(signed, theirs.ec),
  (signed, _, { theirs }) => sign('sha256', Buffer.from(signed), theirs.rsa),
  (signed, dice, { ours }) => hmac(signed, dice, publicFormsOf(ours.publicKey)),
  (signed, dice, { ours, app }) => hmac(signed, dice, ['', ours.kid, app.id, app.secret]),
  (signed, _, { theirs }) => sign('sha256', Buffer.from(signed), theirs.ec),
];

/** ES256 as JWS writes it (RFC 7518 §3.4). */
export function es256(signed: string, key: KeyObject): Buffer {
  return sign('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' });
}

/** Every way in which our public key could be taken for a shared secret. */
function publicFormsOf(key: KeyObject): (string | Buffer)[] {
  const jwk = key.export({ format: 'jwk' });
  const pem = key.export({ format: 'pem', type: 'spki' }).toString();
  const der = key.export({ format: 'der', type: 'spki' });
  return [pem, pem.trim(), der, JSON.stringify(jwk), jwk.x ?? '', jwk.y ?? ''];
}

function hmac(signed: string, dice: Dice, secrets: readonly (string | Buffer)[]): Buffer {
  const algorithm = dice.pick(['sha256', 'sha384', 'sha512']);
  return createHmac(algorithm, dice.pick(secrets)).update(signed).digest();
}
