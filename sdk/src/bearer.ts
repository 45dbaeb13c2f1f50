import type { VerifiedToken } from './claims.ts';
import { TokenError } from './token-error.ts';
import type { Verifier } from './verifier.ts';

/** What a route asks for. */
export interface Requirements {
  /** A scope the token must carry. */
  scope?: string;
}

/** A request as every framework has it. */
export interface Incoming {
  method?: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
}

const reading = ['GET', 'HEAD', 'OPTIONS'];

/** The token of a request (RFC 6750 §2.1: the header and nowhere else). Throws `TokenError`. */
export async function tokenOf(
  verifier: Verifier,
  { method = 'POST', headers }: Incoming,
  { scope }: Requirements = {},
): Promise<VerifiedToken> {
  const [, token] = /^Bearer ([\w.~+/-]+=*)$/i.exec(String(headers.authorization ?? '')) ?? [];
  if (token === undefined) throw new TokenError('no_token', 'Send a token: Authorization: Bearer');
  const verified = await verifier.verify(token, {
    access: reading.includes(method) ? 'read' : 'write',
  });
  if (scope === undefined || verified.scopes.includes(scope)) return verified;
  throw new TokenError('missing_scope', `The token does not carry ${scope}.`);
}

/** What to answer in place of what was asked for. */
export interface Refusal {
  status: number;
  headers: Record<string, string>;
  body: { error: string; error_description: string };
}

/** The answer to a token that was not accepted (RFC 6750 §3); null for an error that is none of ours. */
export function refusalOf(error: unknown): Refusal | null {
  if (!(error instanceof TokenError)) return null;
  const { status, reason, message, challenge } = error;
  const headers: Record<string, string> =
    status === 503 ? { 'retry-after': '2' } : { 'www-authenticate': challenge };
  return { status, headers, body: { error: reason, error_description: message } };
}
