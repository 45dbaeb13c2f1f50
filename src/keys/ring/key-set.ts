import { createPrivateKey, createPublicKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { publish } from '../jwks.ts';
import type { PublicJwk, PublishedJwks } from '../jwks.ts';
import { ConfigError } from '../../config/config-error.ts';
import type { SigningAlgorithm } from '../signing-algorithm.ts';

/** A row of `civic.signing_key`, its private part opened if it is the current key. */
export interface KnownKey {
  kid: string;
  algorithm: SigningAlgorithm;
  publicJwk: PublicJwk;
  privatePem: string | null;
  /** False for one that is over and vouches for hints only. */
  live: boolean;
}

export interface SigningKey {
  kid: string;
  privateKey: KeyObject;
}

export interface VerificationKey {
  algorithm: SigningAlgorithm;
  publicKey: KeyObject;
}

/** RFC 7518 §3.3: "A key of size 2048 bits or larger MUST be used". */
const fewestRsaBits = 2048;

/** All known keys at one moment, parsed once: with KeyObjects a signature costs a tenth of one with PEM text. */
export class KeySet {
  readonly published: PublishedJwks;
  private readonly signing = new Map<SigningAlgorithm, SigningKey>();
  private readonly verifying = new Map<string, VerificationKey>();
  private readonly over = new Map<string, VerificationKey>();

  /** @throws ConfigError when the database holds a key that is too weak to trust. */
  constructor(keys: readonly KnownKey[]) {
    this.published = publish(keys.filter(({ live }) => live).map(({ publicJwk }) => publicJwk));
    for (const { kid, algorithm, publicJwk, privatePem, live } of keys) {
      (live ? this.verifying : this.over).set(kid, { algorithm, publicKey: strong(publicJwk) });
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

  /** A live key, or one that was retired in the ordinary way not long ago. */
  findForHint(kid: string): VerificationKey | undefined {
    return this.find(kid) ?? this.over.get(kid);
  }
}

function strong(publicJwk: PublicJwk): KeyObject {
  const publicKey = createPublicKey({ key: { ...publicJwk }, format: 'jwk' });
  const { modulusLength = fewestRsaBits } = publicKey.asymmetricKeyDetails ?? {};
  if (modulusLength >= fewestRsaBits) return publicKey;
  throw new ConfigError(
    'DATABASE_URL',
    `leads to a database with an RSA signing key of fewer than ${fewestRsaBits} bits.`,
  );
}
