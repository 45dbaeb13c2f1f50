import { createPublicKey, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { SigningAlgorithm } from '../../src/keys/signing-algorithm.ts';
import type { KeyTrial } from './key-trial.ts';

export const encoded = (value: unknown): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

/** Somebody who holds a signing key of the service and signs with it whatever is wanted: no text is left out. */
export class Forger {
  private constructor(
    readonly algorithm: SigningAlgorithm,
    readonly kid: string,
    readonly privateKey: KeyObject,
  ) {}

  static async with(trial: KeyTrial, algorithm: SigningAlgorithm = 'ES256'): Promise<Forger> {
    const { kid, privateKey } = await trial.here.known.current(algorithm);
    return new Forger(algorithm, kid, privateKey);
  }

  get publicKey(): KeyObject {
    return createPublicKey(this.privateKey);
  }

  /** The header our tokens have, with changes; an undefined member goes away. */
  header(changes: object = {}): object {
    return { alg: this.algorithm, typ: 'at+jwt', kid: this.kid, ...changes };
  }

  /** A token with a good signature over these two parts, given as objects or as the texts themselves. */
  forge(header: object | string, payload: object | string): string {
    const start = `${encoded(header)}.${encoded(payload)}`;
    const key = { key: this.privateKey, dsaEncoding: 'ieee-p1363' } as const;
    return `${start}.${sign('sha256', Buffer.from(start), key).toString('base64url')}`;
  }
}
