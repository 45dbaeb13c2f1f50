const version = 1;
const ivBytes = 12;
const tagBytes = 16;
const keyIdShape = /^[A-Za-z0-9-]{0,32}$/;

/** What a sealed value is made of: version byte, length and text of the key id, IV, ciphertext, tag. */
export interface SealedForm {
  /** Empty when the key comes from a secret that somebody presents, and not from the ring. */
  keyId: string;
  iv: Buffer;
  ciphertext: Buffer;
  tag: Buffer;
}

/** The bytes in front of the IV. They are authenticated together with the place. */
export function headerOf(keyId: string): Buffer {
  const id = Buffer.from(keyId, 'ascii');
  return Buffer.concat([Buffer.from([version, id.length]), id]);
}

export function encodeSealed({ keyId, iv, ciphertext, tag }: SealedForm): Buffer {
  return Buffer.concat([headerOf(keyId), iv, ciphertext, tag]);
}

/** Takes a sealed value apart; null for bytes that cannot be one. */
export function decodeSealed(sealed: Buffer): SealedForm | null {
  const ivStart = 2 + (sealed[1] ?? 0);
  const textStart = ivStart + ivBytes;
  const tagStart = sealed.length - tagBytes;
  const keyId = sealed.toString('latin1', 2, ivStart);
  if (sealed[0] !== version || tagStart < textStart || !keyIdShape.test(keyId)) return null;
  return {
    keyId,
    iv: sealed.subarray(ivStart, textStart),
    ciphertext: sealed.subarray(textStart, tagStart),
    tag: sealed.subarray(tagStart),
  };
}
