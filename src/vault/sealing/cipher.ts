import { createCipheriv, createDecipheriv } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { randomBytes } from '../../kernel/random-bytes.ts';
import { encodeSealed, headerOf } from './sealed-form.ts';
import type { SealedForm } from './sealed-form.ts';

const algorithm = 'aes-256-gcm';

/** A key and the id under which the sealed value names it. */
export interface SealingKey {
  id: string;
  key: KeyObject;
}

/**
 * AES-256-GCM with a random 96-bit IV (NIST SP 800-38D §8.2.2: at most 2^32 values per key).
 * `place` is authenticated, so the result opens at this place only.
 */
export function encrypt({ id, key }: SealingKey, place: Buffer, text: string): Buffer {
  const iv = randomBytes(12);
  const cipher = createCipheriv(algorithm, key, iv).setAAD(associated(id, place));
  const ciphertext = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return encodeSealed({ keyId: id, iv, ciphertext, tag: cipher.getAuthTag() });
}

/** The text, or null when the key is another one or the value was altered or moved. */
export function decrypt(key: KeyObject, place: Buffer, sealed: SealedForm): string | null {
  const decipher = createDecipheriv(algorithm, key, sealed.iv, { authTagLength: 16 })
    .setAAD(associated(sealed.keyId, place))
    .setAuthTag(sealed.tag);
  try {
    const text = Buffer.concat([decipher.update(sealed.ciphertext), decipher.final()]);
    return text.toString('utf8');
  } catch {
    return null;
  }
}

function associated(keyId: string, place: Buffer): Buffer {
  return Buffer.concat([headerOf(keyId), place]);
}
