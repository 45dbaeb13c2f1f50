import type { CityApp } from './city-app.ts';

/** A city app as staff see it. */
export interface AppRecord {
  app: CityApp;
  registeredAt: Date;
  pausedAt: Date | null;
  /** When the secret in use was made; null for an app that has none. */
  secretMadeAt: Date | null;
  /** Until when the secret before it works as well; null when it does not. */
  oldSecretEndsAt: Date | null;
}
