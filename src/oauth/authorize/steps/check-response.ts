import { OAuthError } from '../../oauth-error.ts';
import type { Parameters } from '../../parameters.ts';

/** Only codes, only in the query: nothing else keeps tokens out of the browser (RFC 9700 §2.1.2). */
export function checkResponse(parameters: Parameters): void {
  if (parameters.require('response_type') !== 'code') {
    throw new OAuthError('response-type-unsupported');
  }
  const mode = parameters.get('response_mode');
  if (mode !== null && mode !== 'query') throw new OAuthError('response-mode-unsupported');
}
