import type { CityApp } from '../../../apps/city-app.ts';
import { OAuthError } from '../../oauth-error.ts';
import type { Parameters } from '../../parameters.ts';

/** An app gets tokens for its own resource; naming it is allowed, naming another is not (RFC 8707 §2). */
export function checkResource(app: CityApp, parameters: Parameters): void {
  const isOwn = parameters.resources.every((resource) => resource === app.resource);
  if (!isOwn) throw new OAuthError('target-refused');
}
