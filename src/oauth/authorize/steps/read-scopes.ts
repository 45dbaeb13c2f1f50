import type { CityApp } from '../../../apps/city-app.ts';
import { isResidentScope } from '../../../apps/scopes.ts';
import { OAuthError } from '../../oauth-error.ts';
import type { Parameters } from '../../parameters.ts';
import { parseScope } from '../../scope-text.ts';

/** The scopes to ask the resident for; `openid` alone when the app does not say (RFC 6749 §3.3). */
export function readScopes(app: CityApp, parameters: Parameters): readonly string[] {
  const scopes = parseScope(parameters.get('scope') ?? 'openid');
  const isAllowed = (scope: string): boolean =>
    isResidentScope(scope) && app.scopes.includes(scope);
  if (scopes === null || !scopes.every(isAllowed)) throw new OAuthError('scope-refused');
  return scopes;
}
