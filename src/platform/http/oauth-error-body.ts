import type { Failure } from './failure.ts';

/**
 * RFC 6749 §5.2 for failures that no OAuth handler answered itself. `temporarily_unavailable` and `server_error`
 * are borrowed from §4.1.2.1, since §5.2 has no word for them.
 */
export function oauthErrorBody({ status }: Failure): { error: string; error_description: string } {
  if (status === 503) {
    return { error: 'temporarily_unavailable', error_description: 'Try again in a few seconds.' };
  }
  if (status === 429) {
    return { error: 'temporarily_unavailable', error_description: 'Too many requests.' };
  }
  if (status >= 500) {
    return { error: 'server_error', error_description: 'Something went wrong on our side.' };
  }
  if (status === 405) {
    return { error: 'invalid_request', error_description: 'Use a method that Allow names.' };
  }
  return { error: 'invalid_request', error_description: 'The request is malformed.' };
}
