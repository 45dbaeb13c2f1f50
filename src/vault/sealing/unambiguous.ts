/**
 * Joins texts so that no two different lists give the same bytes: each part is preceded by its length in bytes.
 * Plain joining would make `('a', 'bc')` and `('ab', 'c')` one and the same.
 */
export function unambiguous(...parts: readonly string[]): Buffer {
  return Buffer.concat(parts.flatMap((part) => [lengthOf(part), Buffer.from(part, 'utf8')]));
}

function lengthOf(part: string): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(Buffer.byteLength(part, 'utf8'));
  return length;
}
