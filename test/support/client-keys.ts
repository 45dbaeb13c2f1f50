import { constants, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import type { JsonWebKey, KeyObject } from 'node:crypto';
import type { AppKeys, AssertionAlgorithm } from '../../src/apps/app-keys.ts';

/** What an assertion says; `undefined` leaves a member out. */
export interface AssertionChanges {
  header?: Record<string, unknown>;
  claims?: Record<string, unknown>;
  /** Signs in place of the app's own key. */
  by?: ClientKeys;
}

/** A key pair of an app, and signatures made without the library that the service verifies them with. */
export class ClientKeys {
  readonly publicKey: KeyObject;
  private readonly privateKey: KeyObject;

  constructor(
    readonly algorithm: AssertionAlgorithm = 'ES256',
    readonly kid: string = randomUUID(),
  ) {
    const pair =
      algorithm === 'ES256'
        ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
        : generateKeyPairSync('rsa', { modulusLength: 2048 });
    this.publicKey = pair.publicKey;
    this.privateKey = pair.privateKey;
  }

  /** What the app registers. */
  get registered(): AppKeys {
    return { algorithm: this.algorithm, jwks: { keys: [this.jwk] } };
  }

  get jwk(): JsonWebKey {
    return { ...this.publicKey.export({ format: 'jwk' }), kid: this.kid };
  }

  /** A JWT with exactly this header and payload, whatever they are. */
  sign(header: unknown, payload: unknown): string {
    const text = [header, payload].map(encoded).join('.');
    const key = { key: this.privateKey, dsaEncoding: 'ieee-p1363' as const, ...this.padding };
    return `${text}.${sign('sha256', Buffer.from(text), key).toString('base64url')}`;
  }

  private get padding() {
    if (this.algorithm !== 'PS256') return {};
    return { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 };
  }
}

/** A part of a JWT; a text stands for itself, so that a part can be anything. */
export function encoded(part: unknown): string {
  const text = typeof part === 'string' ? part : JSON.stringify(part);
  return Buffer.from(text).toString('base64url');
}
