/** Why a token is not accepted. The last three say nothing of the token: nothing could be found out about it. */
export type Reason =
  | 'no_token'
  | 'malformed'
  | 'wrong_type'
  | 'alg_not_allowed'
  | 'unknown_kid'
  | 'bad_signature'
  | 'expired'
  | 'not_yet_valid'
  | 'wrong_issuer'
  | 'wrong_audience'
  | 'missing_claim'
  | 'missing_scope'
  | 'revoked'
  | 'keys_unavailable'
  | 'revocations_unavailable'
  | 'revocations_stale';

const unavailable: readonly Reason[] = [
  'keys_unavailable',
  'revocations_unavailable',
  'revocations_stale',
];

/** A token that is not accepted. `message` is for developers; nothing of it was in the token but its `kid` and times. */
export class TokenError extends Error {
  override readonly name = 'TokenError';
  /** Where the reason is explained. */
  readonly docs: string;

  constructor(
    readonly reason: Reason,
    message: string,
    options: { issuer?: string; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.docs = `${options.issuer ?? ''}/developers#${reason.replaceAll('_', '-')}`;
  }

  /** The status to answer with: 401, 403 without a scope, 503 where the token may well be good. */
  get status(): 401 | 403 | 503 {
    if (unavailable.includes(this.reason)) return 503;
    return this.reason === 'missing_scope' ? 403 : 401;
  }

  /** The `WWW-Authenticate` to answer with (RFC 6750 §3). Who sent no token hears of no error. */
  get challenge(): string {
    if (this.reason === 'no_token') return 'Bearer';
    const error = this.reason === 'missing_scope' ? 'insufficient_scope' : 'invalid_token';
    return `Bearer error="${error}"`;
  }
}
