import { randomFillSync } from 'node:crypto';

/** Random bytes in stock: each request has an id and most answers a secret, and asking the system is slow. */
const stock = Buffer.alloc(4096);
let used = stock.length;

/** So many random bytes from the system's generator. Each is handed out once, and the stock keeps no copy of it. */
export function randomBytes(count: number): Buffer {
  if (used + count > stock.length) {
    randomFillSync(stock);
    used = 0;
  }
  const bytes = Buffer.from(stock.subarray(used, used + count));
  stock.fill(0, used, used + count);
  used += count;
  return bytes;
}
