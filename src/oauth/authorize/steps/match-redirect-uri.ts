import type { CityApp } from '../../../apps/city-app.ts';
import { OAuthError } from '../../oauth-error.ts';
import type { Parameters } from '../../parameters.ts';

/** The port of a loopback address. A name like `localhost` could lead elsewhere (RFC 8252 §8.3). */
const loopbackPort = /^(http:\/\/(?:127\.0\.0\.1|\[::1\])):[1-9]\d{0,4}(?=\/)/;

/**
 * Compares character by character with what is registered (RFC 9700 §2.1, §4.1.3): any cleverer comparison has
 * sent codes to strangers. Always required, even when only one is registered.
 */
export function matchRedirectUri(app: CityApp, parameters: Parameters): string {
  const uri = parameters.get('redirect_uri');
  if (uri === null || !isRegistered(app, uri)) throw new OAuthError('redirect-uri-unknown');
  return uri;
}

/** An app on the resident's own machine learns its port when it starts, so that only the rest can be registered (§7.3). */
export function isRegistered({ kind, redirectUris }: CityApp, uri: string): boolean {
  if (redirectUris.includes(uri)) return true;
  const isNative = kind === 'public' && URL.canParse(uri) && loopbackPort.test(uri);
  return isNative && redirectUris.includes(uri.replace(loopbackPort, '$1'));
}
