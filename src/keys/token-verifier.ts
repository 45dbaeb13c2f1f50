import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.ts';
import { Clock } from '../kernel/clock.ts';
import type { VerificationKey } from './ring/key-set.ts';
import { KnownKeys } from './ring/known-keys.ts';
import { signedClaims } from './signed-claims.ts';
import type { Claims } from './signed-claims.ts';
import { signingAlgorithms } from './signing-algorithm.ts';
import type { SigningAlgorithm } from './signing-algorithm.ts';
import { refusalOf } from './verification/claim-checks.ts';
import { SignatureCache } from './verification/signature-cache.ts';
import { readHeader } from './verification/token-header.ts';
import type { TokenHeader } from './verification/token-header.ts';

/** What a caller accepts. */
export interface VerificationRule {
  /** The accepted values of `typ`, compared exactly. */
  types: readonly string[];
  /** Narrower than what our keys can do, when given. */
  algorithms?: readonly SigningAlgorithm[];
  /** The one accepted `aud`, when given. */
  audience?: string;
  /**
   * False only for hints, where an expired token still says whom it was about. Its key may have been retired since,
   * in the ordinary way and not over a day ago.
   */
  checkExpiry?: boolean;
}

export type RefusalReason =
  | 'malformed'
  | 'alg_not_allowed'
  | 'unknown_kid'
  | 'bad_signature'
  | 'expired'
  | 'not_yet_valid'
  | 'wrong_issuer'
  | 'wrong_audience'
  | 'wrong_type'
  | 'missing_claim';

export type Verification =
  | { kind: 'valid'; header: TokenHeader; claims: Claims }
  | { kind: 'refused'; reason: RefusalReason };

interface Reading {
  header: TokenHeader;
  key: VerificationKey;
  rule: VerificationRule;
}

const kidShape = /^[A-Za-z0-9_-]{43}$/;

/** Decides whether a token is one that we signed, of the kind the caller asks for, and in time. */
@Injectable()
export class TokenVerifier {
  constructor(
    private readonly config: Config,
    private readonly keys: KnownKeys,
    private readonly clock: Clock,
    private readonly good: SignatureCache,
  ) {
    if (!config.issuer) throw new Error('A verifier without an issuer would accept every issuer.');
  }

  /**
   * Checks form, header, signature and claims: iss, aud, sub and jti as texts, exp, iat and nbf as whole numbers;
   * of these only nbf, and the jti of an ID token, may be missing.
   * Says nothing of revocation. Never throws for a bad token, whatever it is; throws `unavailable` (503) only
   * while no keys could be loaded at all.
   */
  async verify(token: string, rule: VerificationRule): Promise<Verification> {
    const header = readHeader(token);
    if (header === null) return refused('malformed');
    const reason = headerRefusal(header, rule);
    if (reason !== null) return refused(reason);
    const key = await this.keyFor(header, rule);
    if (key === null) return refused('unknown_kid');
    if (key.algorithm !== header.alg) return refused('alg_not_allowed');
    return this.verifySigned(token, { header, key, rule });
  }

  private keyFor({ kid }: TokenHeader, { checkExpiry }: VerificationRule) {
    return checkExpiry === false ? this.keys.findForHint(kid) : this.keys.find(kid);
  }

  private verifySigned(token: string, { header, key, rule }: Reading): Verification {
    const now = this.clock.seconds();
    const claims = this.good.get(token, now) ?? this.checkSignature(token, key, now);
    if (claims === null) return refused('bad_signature');
    const { issuer } = this.config;
    const reason = refusalOf(claims, { ...rule, issuer, typ: header.typ, now });
    return reason === null ? { kind: 'valid', header, claims } : refused(reason);
  }

  private checkSignature(token: string, key: VerificationKey, now: number): Claims | null {
    const claims = signedClaims(token, key);
    if (claims !== null) this.good.set(token, claims, now);
    return claims;
  }
}

function headerRefusal(header: TokenHeader, rule: VerificationRule): RefusalReason | null {
  const allowed: readonly string[] = rule.algorithms ?? signingAlgorithms;
  if (!allowed.includes(header.alg)) return 'alg_not_allowed';
  if (!rule.types.includes(header.typ)) return 'wrong_type';
  return kidShape.test(header.kid) ? null : 'unknown_kid';
}

function refused(reason: RefusalReason): Verification {
  return { kind: 'refused', reason };
}
