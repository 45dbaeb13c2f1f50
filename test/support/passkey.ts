import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/** What a passkey is asked: only the parts that matter here of the options of WebAuthn Level 3. */
interface Options {
  challenge: string;
  rp?: { id: string };
  rpId?: string;
}

const userPresentAndVerified = 0x05;
const withCredential = 0x40;

/** A passkey on a device that exists only here, with an ES256 key and no attestation (WebAuthn Level 3 §6). */
export class SoftPasskey {
  readonly id = randomBytes(16);
  counter = 0;
  private readonly key: KeyObject;
  private readonly coordinates: { x: Buffer; y: Buffer };

  constructor(readonly origin: string) {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
    this.key = privateKey;
    this.coordinates = { x: Buffer.from(x, 'base64url'), y: Buffer.from(y, 'base64url') };
  }

  /** Answers the request to make a passkey. */
  make({ challenge, rp }: Options): object {
    const authData = Buffer.concat([
      this.authenticatorData(rp?.id ?? '', userPresentAndVerified | withCredential),
      Buffer.alloc(16),
      Buffer.from([0, this.id.length]),
      this.id,
      this.coseKey(),
    ]);
    const attestationObject = Buffer.concat([
      cborMap(3),
      cborText('fmt'),
      cborText('none'),
      cborText('attStmt'),
      cborMap(0),
      cborText('authData'),
      cborBytes(authData),
    ]);
    return this.answer({
      clientDataJSON: base64url(this.clientData('webauthn.create', challenge)),
      attestationObject: base64url(attestationObject),
      transports: ['internal'],
    });
  }

  /** Answers the request to use it. */
  use({ challenge, rpId = '' }: Options): object {
    this.counter += 1;
    const authenticatorData = this.authenticatorData(rpId, userPresentAndVerified);
    const clientDataJSON = this.clientData('webauthn.get', challenge);
    const hash = createHash('sha256').update(clientDataJSON).digest();
    const signature = sign('sha256', Buffer.concat([authenticatorData, hash]), this.key);
    return this.answer({
      clientDataJSON: base64url(clientDataJSON),
      authenticatorData: base64url(authenticatorData),
      signature: base64url(signature),
    });
  }

  private answer(response: object): object {
    const id = base64url(this.id);
    return { id, rawId: id, type: 'public-key', clientExtensionResults: {}, response };
  }

  private clientData(type: string, challenge: string): Buffer {
    return Buffer.from(
      JSON.stringify({ type, challenge, origin: this.origin, crossOrigin: false }),
    );
  }

  private authenticatorData(rpId: string, flags: number): Buffer {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(this.counter);
    return Buffer.concat([
      createHash('sha256').update(rpId).digest(),
      Buffer.from([flags]),
      counter,
    ]);
  }

  /** Key type 2 (EC), algorithm -7 (ES256), curve 1 (P-256), x and y (RFC 9053 §7.1.1). */
  private coseKey(): Buffer {
    const { x, y } = this.coordinates;
    return Buffer.concat([
      cborMap(5),
      Buffer.from([0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]),
      cborBytes(x),
      Buffer.from([0x22]),
      cborBytes(y),
    ]);
  }
}

const base64url = (bytes: Buffer): string => bytes.toString('base64url');
const cborMap = (entries: number): Buffer => Buffer.from([0xa0 + entries]);
const cborText = (text: string): Buffer =>
  Buffer.concat([Buffer.from([0x60 + text.length]), Buffer.from(text)]);

/** Byte strings (RFC 8949 §3.1, major type 2) of up to 65,535 bytes. */
function cborBytes(bytes: Buffer): Buffer {
  if (bytes.length < 24) return Buffer.concat([Buffer.from([0x40 + bytes.length]), bytes]);
  if (bytes.length < 256) return Buffer.concat([Buffer.from([0x58, bytes.length]), bytes]);
  return Buffer.concat([Buffer.from([0x59, bytes.length >> 8, bytes.length & 0xff]), bytes]);
}
