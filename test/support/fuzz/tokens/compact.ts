/** A token in its parts: what its header and its payload say, and the bytes of its signature. */
export interface Parts {
  header: Record<string, unknown>;
  payload: Record<string, unknown>;
  signature: Buffer;
}

/** JSON in base64url; a text is taken as it is, to write what JSON.stringify would not. */
export function encoded(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return Buffer.from(text).toString('base64url');
}

/** The parts of a good token. */
export function partsOf(token: string): Parts {
  const [header = '', payload = '', signature = ''] = token.split('.');
  return {
    header: decoded(header),
    payload: decoded(payload),
    signature: Buffer.from(signature, 'base64url'),
  };
}

function decoded(text: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(text, 'base64url').toString()) as Record<string, unknown>;
}

const groupOrder = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/** The other ES256 signature that is as good: (r, n - s). */
export function mirrored(signature: Buffer): Buffer {
  const s = BigInt(`0x${signature.toString('hex', 32)}`);
  const other = (groupOrder - s).toString(16).padStart(64, '0');
  return Buffer.concat([signature.subarray(0, 32), Buffer.from(other, 'hex')]);
}

/** True when a text is the token itself written in another way: nothing that it says has changed. */
export function isTheSame(text: string, token: string): boolean {
  const [head, signature] = splitted(text);
  const [sameHead, sameSignature] = splitted(token);
  if (head !== sameHead) return false;
  const good = Buffer.from(sameSignature, 'base64url');
  const bytes = Buffer.from(signature, 'base64url');
  return bytes.equals(good) || (good.length === 64 && bytes.equals(mirrored(good)));
}

function splitted(text: string): [signed: string, signature: string] {
  const end = text.lastIndexOf('.');
  return [text.slice(0, end), text.slice(end + 1)];
}
