import { ServiceError } from '../kernel/service-error.ts';

/** One way an OAuth request can be wrong: the code of the specification and our fixed public sentence. */
interface OAuthProblem {
  error: string;
  /** Only %x20-21, %x23-5B and %x5D-7E (RFC 6749 §5.2). */
  says: string;
  /** 400 unless given. */
  status?: 400 | 401 | 403;
}

/** Every answer other than success, by our own name for it. `docs/errors.md` lists the same, checked by a test. */
export const oauthProblems = {
  'parameter-repeated': {
    error: 'invalid_request',
    says: 'A parameter is given more than once.',
  },
  'parameter-malformed': {
    error: 'invalid_request',
    says: 'A parameter holds a character that none may hold.',
  },
  'parameter-missing': { error: 'invalid_request', says: 'A required parameter is missing.' },
  'parameters-in-query': {
    error: 'invalid_request',
    says: 'Parameters of this endpoint belong in the body.',
  },
  'not-a-form': {
    error: 'invalid_request',
    says: 'The body must be application/x-www-form-urlencoded.',
  },
  'two-client-methods': {
    error: 'invalid_request',
    says: 'The client authenticates in more than one way.',
  },
  'client-refused': {
    error: 'invalid_client',
    says: 'Client authentication failed.',
    status: 401,
  },
  'client-unknown': { error: 'invalid_client_id', says: 'The client_id is missing or unknown.' },
  'redirect-uri-unknown': {
    error: 'invalid_redirect_uri',
    says: 'The redirect_uri is missing or not registered for this client.',
  },
  'request-expired': {
    error: 'request_expired',
    says: 'The request is too old or belongs to another browser.',
  },
  'request-object': {
    error: 'request_not_supported',
    says: 'Request objects are not supported.',
  },
  'request-uri': {
    error: 'request_uri_not_supported',
    says: 'Request objects are not supported.',
  },
  'client-registration': {
    error: 'registration_not_supported',
    says: 'Registration in a request is not supported.',
  },
  'response-type-unsupported': {
    error: 'unsupported_response_type',
    says: 'The response_type must be code.',
  },
  'response-mode-unsupported': {
    error: 'invalid_request',
    says: 'The response_mode must be query.',
  },
  'challenge-missing': {
    error: 'invalid_request',
    says: 'PKCE is required: send a code_challenge with the method S256.',
  },
  'challenge-malformed': {
    error: 'invalid_request',
    says: 'The code_challenge must be 43 base64url characters.',
  },
  'scope-refused': {
    error: 'invalid_scope',
    says: 'A scope is malformed, unknown or not registered for this client.',
  },
  'target-refused': {
    error: 'invalid_target',
    says: 'The resource is not one this client may ask for.',
  },
  'prompt-contradictory': {
    error: 'invalid_request',
    says: 'The prompt none cannot be combined with another.',
  },
  'hint-refused': {
    error: 'invalid_request',
    says: 'The id_token_hint is not an ID token that this client got from here.',
  },
  'max-age-malformed': {
    error: 'invalid_request',
    says: 'The max_age must be a whole number of seconds.',
  },
  'login-required': { error: 'login_required', says: 'The resident must sign in.' },
  'policy-required': {
    error: 'interaction_required',
    says: 'The resident must be asked about the privacy policy.',
  },
  'consent-required': { error: 'consent_required', says: 'The resident must be asked.' },
  'resident-refused': { error: 'access_denied', says: 'The resident said no.' },
  'grant-type-unsupported': {
    error: 'unsupported_grant_type',
    says: 'The grant_type is not supported.',
  },
  'grant-type-refused': {
    error: 'unauthorized_client',
    says: 'This client may not use this kind of grant.',
  },
  'grant-refused': {
    error: 'invalid_grant',
    says: 'The grant is wrong, expired, used up or revoked.',
  },
  'token-of-another-client': {
    error: 'invalid_grant',
    says: 'The token was issued to another client.',
  },
  'token-missing': {
    error: 'invalid_token',
    says: 'Send an access token as a Bearer token.',
    status: 401,
  },
  'token-refused': {
    error: 'invalid_token',
    says: 'The access token is malformed, expired or revoked.',
    status: 401,
  },
  'scope-insufficient': {
    error: 'insufficient_scope',
    says: 'The access token lacks a scope.',
    status: 403,
  },
} as const satisfies Record<string, OAuthProblem>;

export type OAuthProblemName = keyof typeof oauthProblems;

/** An OAuth request that is answered with an error of the catalogue; `detail` is for the log only. */
export class OAuthError extends ServiceError {
  /** The code on the wire. */
  readonly error: string;

  constructor(
    readonly problem: OAuthProblemName,
    detail?: string,
  ) {
    const { error, says, status = 400 }: OAuthProblem = oauthProblems[problem];
    super({ code: problem, status, message: says, detail });
    this.error = error;
  }
}
