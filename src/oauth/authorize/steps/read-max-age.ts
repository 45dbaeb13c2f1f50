import { OAuthError } from '../../oauth-error.ts';
import type { Parameters } from '../../parameters.ts';

/** How many seconds ago the resident may have signed in at most (OIDC Core §3.1.2.1); null when it does not matter. */
export function readMaxAge(parameters: Parameters): number | null {
  const text = parameters.get('max_age');
  if (text === null) return null;
  if (!/^\d{1,9}$/.test(text)) throw new OAuthError('max-age-malformed');
  return Number(text);
}
