import type { Apps } from '../../../apps/apps.ts';
import type { CityApp } from '../../../apps/city-app.ts';
import { OAuthError } from '../../oauth-error.ts';
import type { Parameters } from '../../parameters.ts';

/** Finds the app that sent the resident. Until it is known nobody can be answered but the resident. */
export async function identifyApp(apps: Apps, parameters: Parameters): Promise<CityApp> {
  const id = parameters.get('client_id');
  const app = id === null ? null : await apps.find(id);
  if (app === null || app.disabled) throw new OAuthError('client-unknown');
  return app;
}
