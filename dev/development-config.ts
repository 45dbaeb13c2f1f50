import { Config } from '../src/config/config.ts';
import { frozen } from '../src/config/frozen.ts';
import { configOf } from '../src/config/load-config.ts';
import { noProviders } from '../src/config/provider-config.ts';
import { settingsSchema } from '../src/config/settings.ts';
import type { DevelopmentKeys } from './development-keys.ts';
import type { MoreRegistrations } from './more-registrations.ts';
import type { Clients, Simulator } from './simulator/simulator.ts';

/** What the service is registered as at the simulated providers. Nothing here opens anything real. */
export const simulatedClients: Clients = {
  google: { id: 'civic-link-development', secret: 'not-a-secret' },
  facebook: { id: '100200300400500', secret: 'not-a-secret' },
};

export interface Surroundings {
  /** Address of the service; its port is the one really used. */
  issuer: string;
  metricsPort: number;
  databaseUrl: string;
  keys: DevelopmentKeys;
  simulator: Pick<Simulator, 'endpoints'>;
  /** The service's registrations at the providers besides Google and Facebook, where they are switched on. */
  more?: MoreRegistrations;
}

/**
 * The configuration of a service on this machine: production's own defaults, with three differences. The issuer is
 * http on loopback, the providers are simulated, and every page says so.
 */
export function developmentConfig(around: Surroundings): Config {
  const { issuer, keys } = around;
  const read = settingsSchema.parse({
    // Settings allow https only; the real one replaces it below.
    ISSUER: 'https://localhost',
    HOST: 'localhost',
    PORT: new URL(issuer).port,
    METRICS_PORT: around.metricsPort,
    DATABASE_URL: around.databaseUrl,
    VAULT_KEY_RING: keys.keyRing,
    VAULT_INDEX_KEY: keys.indexKey,
    CITY_NAME: 'City of Riverton',
    CITY_NAME_ES: 'Ciudad de Riverton',
  });
  const providers = simulatedProviders(around, read.FACEBOOK_GRAPH_VERSION);
  const asInProduction = configOf({ ...read, ISSUER: issuer }, providers);
  return frozen(Object.assign({}, asInProduction, { simulated: true }));
}

function simulatedProviders(
  { simulator: { endpoints }, more }: Surroundings,
  graphVersion: string,
): Config['providers'] {
  const { google, facebook } = simulatedClients;
  return {
    ...noProviders,
    ...more?.settings(endpoints),
    google: { clientId: google.id, clientSecret: google.secret, endpoints: endpoints.google },
    facebook: {
      appId: facebook.id,
      appSecret: facebook.secret,
      graphVersion,
      endpoints: endpoints.facebook,
    },
  };
}
