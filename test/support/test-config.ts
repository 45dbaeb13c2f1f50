import { randomBytes } from 'node:crypto';
import type { Config } from '../../src/config/config.ts';
import { configOf } from '../../src/config/load-config.ts';
import { noProviders } from '../../src/config/provider-config.ts';
import { settingsSchema } from '../../src/config/settings.ts';
import type { MoreRegistrations } from '../../dev/more-registrations.ts';
import type { Simulator } from '../../dev/simulator/simulator.ts';

/** What the service is registered as at the simulated providers. */
export const providerClients = {
  google: { id: 'test-google-client', secret: 'test-google-secret' },
  facebook: { id: '123456789', secret: 'test-facebook-secret' },
};

/** Where the service is registered besides Google and Facebook, or instead of there. */
export interface Registrations {
  readonly clients: Partial<MoreRegistrations['clients']>;
  settings(endpoints: Simulator['endpoints']): Partial<Config['providers']>;
}

interface TestConfigParts {
  issuer: string;
  port: number;
  databaseUrl: string;
  simulator: Simulator;
  /** Settings to change, by the names of the environment variables. */
  settings?: Record<string, string>;
  keys?: TestKeys;
  /** The city's identity provider, on loopback as no setting may name it. */
  directory?: Config['directory'];
  more?: Registrations;
}

export interface TestKeys {
  ring: string;
  index: string;
}

export function newTestKeys(): TestKeys {
  const key = (): string => randomBytes(32).toString('base64');
  return { ring: `test:${key()}`, index: key() };
}

/** The production configuration with what only tests may do: loopback issuer, simulated providers. */
export function testConfig(parts: TestConfigParts): Config {
  const { issuer, port, simulator, directory = null, more } = parts;
  const providers = { ...testProviders(simulator), ...more?.settings(simulator.endpoints) };
  const config = configOf(settingsSchema.parse(testSettings(parts)), providers);
  const listen = { ...config.listen, port };
  const metrics = { host: '127.0.0.1', port: 0 };
  return { ...config, issuer, simulated: true, listen, metrics, directory };
}

/** The settings of a test, as the environment would say them. */
export function testSettings(
  parts: Pick<TestConfigParts, 'databaseUrl' | 'settings' | 'keys'>,
): Record<string, string> {
  const { databaseUrl, settings, keys = newTestKeys() } = parts;
  return {
    ISSUER: 'https://link.example.gov',
    DATABASE_URL: databaseUrl,
    VAULT_KEY_RING: keys.ring,
    VAULT_INDEX_KEY: keys.index,
    CITY_NAME: 'Testville',
    HOST: '127.0.0.1',
    SIGN_IN_PER_MINUTE: '10000',
    CALLBACK_PER_MINUTE: '10000',
    CODES_PER_MINUTE: '10000',
    TOKEN_PER_SECOND: '10000',
    CLIENT_FAILURES_PER_MINUTE: '10000',
    ...settings,
  };
}

/** The simulated providers, as the service knows real ones. */
export function testProviders({ endpoints }: Pick<Simulator, 'endpoints'>): Config['providers'] {
  const { google, facebook } = providerClients;
  return {
    ...noProviders,
    google: {
      clientId: google.id,
      clientSecret: google.secret,
      endpoints: endpoints.google,
    },
    facebook: {
      appId: facebook.id,
      appSecret: facebook.secret,
      graphVersion: 'v26.0',
      endpoints: endpoints.facebook,
    },
  };
}
