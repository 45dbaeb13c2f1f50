import { resourcesOf } from '../../apps/city-app.ts';
import type { CityApp } from '../../apps/city-app.ts';
import type { AuthorizationParameters } from '../../requests/authorization-parameters.ts';
import { isRegistered } from './steps/match-redirect-uri.ts';

type Allowed = Pick<AuthorizationParameters, 'redirectUri' | 'scopes' | 'resources'>;

/**
 * False when staff have taken away from the app, while its request waited, what it asked for then: the address in
 * the first place, which may have fallen into other hands.
 */
export function isStillAllowed(app: CityApp, { redirectUri, scopes, resources }: Allowed): boolean {
  return (
    app.grantTypes.includes('authorization_code') &&
    isRegistered(app, redirectUri) &&
    scopes.every((scope) => app.scopes.includes(scope)) &&
    resources.every((resource) => resourcesOf(app).includes(resource))
  );
}
