import { randomBytes } from './random-bytes.ts';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const groups = /.{4}(?=.)/g;

/** How many letters a code has that a person keeps for long. */
const confirmationLength = 20;

/** Random letters of Crockford's base32 in groups of four: no I, L, O or U to misread on the phone. */
export function crockford(length: number): string {
  return spell(randomBytes(length));
}

/** A code of 100 random bits that a person can keep and read out. */
export function newConfirmationCode(): string {
  return crockford(confirmationLength);
}

/** The confirmation code that some bytes always give. They must be as hard to guess as the code. */
export function confirmationCodeOf(bytes: Buffer): string {
  return spell(bytes.subarray(0, confirmationLength));
}

/**
 * A code as somebody typed it, the way we write it: with or without dashes and spaces, in small letters, with I or L
 * for 1 and O for 0 (Crockford's rules). Null for what cannot be a code of that length.
 */
export function readCode(typed: string, length: number = confirmationLength): string | null {
  if (typed.length > 100) return null;
  const letters = typed
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '')
    .replace(/[IL]/g, '1')
    .replaceAll('O', '0');
  const isCode = letters.length === length && [...letters].every((one) => alphabet.includes(one));
  return isCode ? letters.replace(groups, '$&-') : null;
}

/** One letter a byte, of which it takes five bits. */
function spell(bytes: Buffer): string {
  const letters = [...bytes].map((byte) => alphabet.charAt(byte & 31));
  return letters.join('').replace(groups, '$&-');
}
