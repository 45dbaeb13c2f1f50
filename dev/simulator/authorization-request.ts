import type { Dialect } from './dialect.ts';

/** What the service asked for when it sent the browser here (RFC 6749 section 4.1.1). */
export interface AuthorizationRequest {
  readonly redirectUri: string;
  readonly state?: string;
  readonly scope: string;
  readonly nonce?: string;
  readonly challenge?: string;
  /** Whether it must say when the person signed in (OpenID Connect Core section 2). */
  readonly hasMaxAge?: boolean;
}

/** What is wrong with a request; a provider shows this on its own page and never redirects. */
export type RequestProblem =
  'repeated_parameter' | 'invalid_client' | 'redirect_uri_mismatch' | 'invalid_request' | 'no_pkce';

/** Reads an authorization request, or says what is wrong with it. */
export function readAuthorizationRequest(
  query: URLSearchParams,
  dialect: Dialect,
): AuthorizationRequest | RequestProblem {
  const names = [...query.keys()];
  if (new Set(names).size < names.length) return 'repeated_parameter';
  if (query.get('client_id') !== dialect.client.id) return 'invalid_client';
  const redirectUri = query.get('redirect_uri') ?? '';
  if (!isRedirectUri(redirectUri)) return 'redirect_uri_mismatch';
  const isComplete = dialect.isComplete?.(query) ?? true;
  if (query.get('response_type') !== 'code' || !isComplete) return 'invalid_request';
  if (dialect.requiresPkce && !hasChallenge(query)) return 'no_pkce';
  return {
    redirectUri,
    state: query.get('state') ?? undefined,
    scope: query.get('scope') ?? '',
    nonce: query.get('nonce') ?? undefined,
    challenge: query.get('code_challenge') ?? undefined,
    hasMaxAge: query.has('max_age'),
  };
}

/** Absolute and without fragment (RFC 6749 section 3.1.2). */
function isRedirectUri(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && !text.includes('#');
}

/** A SHA-256 hash in base64url has 43 characters (RFC 7636 section 4.2). */
function hasChallenge(query: URLSearchParams): boolean {
  const isHash = /^[\w-]{43}$/.test(query.get('code_challenge') ?? '');
  return isHash && query.get('code_challenge_method') === 'S256';
}
