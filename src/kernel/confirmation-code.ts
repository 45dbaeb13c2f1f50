import { randomBytes } from './random-bytes.ts';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Random letters of Crockford's base32 in groups of four: no I, L, O or U to misread on the phone. */
export function crockford(length: number): string {
  const bytes = randomBytes(length);
  let code = '';
  for (let position = 0; position < length; position += 1) {
    if (position > 0 && position % 4 === 0) code += '-';
    code += alphabet.charAt(bytes.readUInt8(position) & 31);
  }
  return code;
}

/** A code of 100 random bits that a person can keep and read out. */
export function newConfirmationCode(): string {
  return crockford(20);
}
