import type { CityApp } from '../../apps/city-app.ts';

/** A logout that an app asked for and proved: whose, and where the browser goes afterwards. */
export interface LogoutWish {
  app: CityApp;
  /** The resident, as the app's sector knows them. */
  subject: string;
  /** Registered by the app; null ends on our own page. */
  redirectUri: string | null;
  /** Given back byte by byte. */
  state: string | null;
}
