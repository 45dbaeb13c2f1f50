import { randomBytes } from 'node:crypto';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Random letters of Crockford's base32 in groups of four: no I, L, O or U to misread on the phone. */
export function crockford(length: number): string {
  const letters = Array.from(randomBytes(length), (byte) => alphabet.charAt(byte & 31)).join('');
  return letters.replace(/(.{4})(?=.)/g, '$1-');
}

/** A code of 100 random bits that a person can keep and read out. */
export function newConfirmationCode(): string {
  return crockford(20);
}
