import { Injectable } from '@nestjs/common';
import jwt from 'jsonwebtoken';
import { KnownKeys } from './ring/known-keys.ts';
import { ownClaims } from './signed-claims.ts';
import type { SigningAlgorithm } from './signing-algorithm.ts';
import { SignatureCache } from './verification/signature-cache.ts';

export interface SigningRequest {
  algorithm: SigningAlgorithm;
  /** The kind of token, such as `at+jwt`: a token of one kind must never pass for another (RFC 8725 §3.11). */
  typ: string;
  /** All claims, the times among them as whole seconds. */
  claims: object & { iat: number };
  /** True when this service will be asked about the token: then it remembers that the signature is its own. */
  comesBack?: boolean;
}

/** Signs tokens with the current key of an algorithm. */
@Injectable()
export class TokenSigner {
  constructor(
    private readonly keys: KnownKeys,
    private readonly good: SignatureCache,
  ) {}

  /** The signed token in compact form. Throws when a time claim is not a number, or `iat` none that can be. */
  async sign({ algorithm, typ, claims, comesBack = false }: SigningRequest): Promise<string> {
    // The library would put the time of its own clock in the place of a missing `iat` or a zero.
    if (!(Number.isSafeInteger(claims.iat) && claims.iat > 0)) throw new Error('iat is no time.');
    const { kid, privateKey } = await this.keys.current(algorithm);
    const header = { alg: algorithm, typ, kid };
    const token = jwt.sign(claims, privateKey, { algorithm, header });
    if (comesBack) this.good.set(token, ownClaims(token), claims.iat);
    return token;
  }
}
