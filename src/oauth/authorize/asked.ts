import type { CityApp } from '../../apps/city-app.ts';
import type { AuthorizationParameters } from '../../requests/authorization-parameters.ts';

/** What an app asked for, wherever on its way through the pages the browser is now. */
export interface Asked {
  /** Id of the waiting request; null while the browser has not had to wait. */
  id: string | null;
  app: CityApp;
  parameters: AuthorizationParameters;
  /** When the app asked; null means just now. */
  since: Date | null;
}
