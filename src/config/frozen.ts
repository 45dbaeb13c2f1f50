/** Freezes an object and everything in it except byte buffers, which cannot be frozen. */
export function frozen<T extends object>(value: T): T {
  for (const part of Object.values(value)) {
    if (typeof part === 'object' && part !== null && !ArrayBuffer.isView(part))
      frozen(part as object);
  }
  return Object.freeze(value);
}
