import { createPrivateKey, createPublicKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { publish } from '../jwks.ts';
import type { PublicJwk, PublishedJwks } from '../jwks.ts';
import type { SigningAlgorithm } from '../signing-algorithm.ts';

/** A live row of `civic.signing_key`, its private part opened if it is the current key. */
export interface LiveKey {
  kid: string;
  algorithm: SigningAlgorithm;
  publicJwk: PublicJwk;
  privatePem: string | null;
}

export interface SigningKey {
  kid: string;
  privateKey: KeyObject;
}

export interface VerificationKey {
  algorithm: SigningAlgorithm;
  publicKey: KeyObject;
}

/** All live keys at one moment, parsed once: with KeyObjects a signature costs a tenth of one with PEM text. */
export class KeySet {
  readonly published: PublishedJwks;
  private readonly signing = new Map<SigningAlgorithm, SigningKey>();
  private readonly verifying = new Map<string, VerificationKey>();

  constructor(keys: readonly LiveKey[]) {
    this.published = publish(keys.map(({ publicJwk }) => publicJwk));
    for (const { kid, algorithm, publicJwk, privatePem } of keys) {
      const publicKey = createPublicKey({ key: { ...publicJwk }, format: 'jwk' });
      this.verifying.set(kid, { algorithm, publicKey });
      if (privatePem === null) continue;
      this.signing.set(algorithm, { kid, privateKey: createPrivateKey(privatePem) });
    }
  }

  current(algorithm: SigningAlgorithm): SigningKey | undefined {
    return this.signing.get(algorithm);
  }

  find(kid: string): VerificationKey | undefined {
    return this.verifying.get(kid);
  }
}
