import { errors, jwtVerify } from 'jose';
import { requiredClaims, verifiedToken } from './claims.ts';
import type { AccessTokenClaims, VerifiedToken } from './claims.ts';
import type { KeySet } from './key-set.ts';
import type { Settings } from './options.ts';
import { Remembered } from './remembered.ts';
import { TokenError } from './token-error.ts';
import type { Reason } from './token-error.ts';

/** No token of the service is longer; what is longer is not worth its signature. */
const longestToken = 8192;

const reasons: Readonly<Record<string, Reason>> = {
  iss: 'wrong_issuer',
  aud: 'wrong_audience',
  typ: 'wrong_type',
  nbf: 'not_yet_valid',
};

/**
 * Verifies what a token says by itself: signature, type, times, issuer and audience. A good signature is remembered by
 * the exact text it is on; times are looked at each time.
 */
export class Signatures {
  private readonly known: Remembered;

  constructor(
    private readonly keys: KeySet,
    private readonly settings: Settings,
  ) {
    this.known = new Remembered(settings.rememberedSignatures);
  }

  /** The token. Throws `TokenError`. */
  async verify(token: string): Promise<VerifiedToken> {
    const known = this.known.find(token);
    if (known !== undefined) return this.stillGood(known);
    const { issuer, audience, clockToleranceSeconds: clockTolerance } = this.settings;
    if (typeof token !== 'string' || token.length > longestToken) throw this.malformed();
    try {
      const rules = { issuer, audience, clockTolerance, requiredClaims };
      const { payload } = await jwtVerify<AccessTokenClaims>(token, this.keys.of, {
        ...rules,
        typ: 'at+jwt',
        algorithms: ['ES256', 'RS256'],
      });
      const verified = this.checked(payload);
      this.known.add(token, verified);
      return verified;
    } catch (error) {
      throw error instanceof TokenError ? error : this.translated(error);
    }
  }

  private checked(claims: AccessTokenClaims): VerifiedToken {
    const texts = [claims.sub, claims.jti, claims.sid, claims.client_id];
    const isWhole = texts.every((text) => typeof text === 'string') && Array.isArray(claims.epochs);
    if (!isWhole) throw this.refusal('missing_claim', 'A claim is of another kind.');
    if (claims.iat > Date.now() / 1000 + this.settings.clockToleranceSeconds) {
      throw this.refusal('not_yet_valid', 'It was issued in the future. Check the clock here.');
    }
    return verifiedToken(claims);
  }

  private stillGood(known: VerifiedToken): VerifiedToken {
    const late = Date.now() - known.expiresAt.getTime();
    if (late < this.settings.clockToleranceSeconds * 1000) return known;
    throw this.expired(late / 1000);
  }

  private translated(error: unknown): TokenError {
    const { issuer, audience, clockToleranceSeconds } = this.settings;
    if (error instanceof errors.JWTExpired) {
      return this.expired(Date.now() / 1000 - Number(error.payload.exp));
    }
    if (error instanceof errors.JWTClaimValidationFailed) {
      const expected = `It must be for ${audience}, of ${issuer}, clocks ${clockToleranceSeconds} s apart.`;
      const reason = error.reason === 'missing' ? 'missing_claim' : reasons[error.claim];
      return this.refusal(
        reason ?? 'missing_claim',
        `${error.claim} is not right. ${expected}`,
        error,
      );
    }
    if (error instanceof errors.JWSSignatureVerificationFailed) {
      return this.refusal('bad_signature', 'The signature is not that of the key it names.', error);
    }
    if (error instanceof errors.JOSEAlgNotAllowed || error instanceof errors.JOSENotSupported) {
      return this.refusal('alg_not_allowed', 'It is signed in a way that is not accepted.', error);
    }
    return this.malformed(error);
  }

  private expired(seconds: number): TokenError {
    const { clockToleranceSeconds: skew } = this.settings;
    return this.refusal(
      'expired',
      `It expired ${Math.round(seconds)} s ago; allowed skew ${skew} s.`,
    );
  }

  private malformed(cause?: unknown): TokenError {
    return this.refusal('malformed', 'It is no JWT in compact form.', cause);
  }

  private refusal(reason: Reason, message: string, cause?: unknown): TokenError {
    return new TokenError(reason, message, { issuer: this.settings.issuer, cause });
  }
}
