import { resourcesOf } from '../../../apps/city-app.ts';
import type { CityApp } from '../../../apps/city-app.ts';
import { OAuthError } from '../../oauth-error.ts';
import type { Parameters } from '../../parameters.ts';

/**
 * The APIs the tokens may be for (RFC 8707 §2.1): the app's own unless it says otherwise, and never one it is not
 * registered for. Every scope of a resident belongs to whichever of them is asked, so none is ambiguous (RFC 9068 §3).
 */
export function readResources(app: CityApp, parameters: Parameters): readonly string[] {
  const wanted = [...new Set(parameters.resources)];
  if (!wanted.every((resource) => resourcesOf(app).includes(resource))) {
    throw new OAuthError('target-refused');
  }
  return wanted.length === 0 ? [app.resource] : wanted;
}
