import type { CityApp } from '../../../apps/city-app.ts';
import { OAuthError } from '../../oauth-error.ts';

/** An app registered for itself alone gets no residents (RFC 6749 §4.1.2.1, `unauthorized_client`). */
export function checkGrantType(app: CityApp): void {
  if (!app.grantTypes.includes('authorization_code')) throw new OAuthError('grant-type-refused');
}
