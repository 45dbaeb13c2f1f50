import type { CityApp } from '../../../apps/city-app.ts';
import { OAuthError } from '../../oauth-error.ts';
import type { Parameters } from '../../parameters.ts';

/**
 * Compares character by character with what is registered (RFC 9700 §2.1, §4.1.3): any cleverer comparison has
 * sent codes to strangers. Always required, even when only one is registered.
 */
export function matchRedirectUri(app: CityApp, parameters: Parameters): string {
  const uri = parameters.get('redirect_uri');
  if (uri === null || !app.redirectUris.includes(uri)) throw new OAuthError('redirect-uri-unknown');
  return uri;
}
