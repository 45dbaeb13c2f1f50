import { AuthorizationResponseError, ResponseBodyError } from 'openid-client';
import { OutgoingFault } from '../../platform/outgoing/bounded-fetch.ts';

/** Why there is nobody: a kind for pages, and a code that tells whoever runs the service what to look at. */
export interface Failure {
  kind: 'cancelled' | 'unavailable' | 'refused';
  code: string;
}

/** Errors of RFC 6749 §5.2 by which the identity provider says that it is set up differently from us. */
const known = ['invalid_client', 'invalid_grant', 'unauthorized_client', 'invalid_scope'];

/**
 * Sorts what openid-client throws. Its errors carry the whole answer, tokens included, so nothing of them goes further
 * but codes that are written in programs.
 */
export function failureOf(error: unknown): Failure {
  const fault = error instanceof Error ? (error.cause ?? error) : error;
  if (fault instanceof OutgoingFault) {
    return { kind: fault.kind === 'unavailable' ? 'unavailable' : 'refused', code: fault.kind };
  }
  if (error instanceof AuthorizationResponseError) {
    const isNo = error.error === 'access_denied';
    return { kind: isNo ? 'cancelled' : 'refused', code: isNo ? 'cancelled' : 'error_answer' };
  }
  if (error instanceof ResponseBodyError) {
    return { kind: 'refused', code: known.find((one) => one === error.error) ?? 'error_answer' };
  }
  const { code } = (error ?? {}) as { code?: unknown };
  return { kind: 'refused', code: typeof code === 'string' ? code : 'unknown' };
}
