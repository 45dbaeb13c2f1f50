import { randomFillSync } from 'node:crypto';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Random bytes in stock: every request has a code, and asking the system each time costs more than its routing. */
const stock = Buffer.alloc(4096);
let used = stock.length;

/** Random letters of Crockford's base32 in groups of four: no I, L, O or U to misread on the phone. */
export function crockford(length: number): string {
  let code = '';
  for (let position = 0; position < length; position += 1) {
    if (position > 0 && position % 4 === 0) code += '-';
    code += alphabet.charAt(randomByte() & 31);
  }
  return code;
}

/** A code of 100 random bits that a person can keep and read out. */
export function newConfirmationCode(): string {
  return crockford(20);
}

/** Each byte is used once. */
function randomByte(): number {
  if (used === stock.length) {
    randomFillSync(stock);
    used = 0;
  }
  return stock.readUInt8(used++);
}
