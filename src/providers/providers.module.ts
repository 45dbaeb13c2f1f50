import { Module } from '@nestjs/common';
import { Config } from '../config/config.ts';
import { Clock } from '../kernel/clock.ts';
import { Log } from '../platform/logging/log.ts';
import { Metrics } from '../platform/metrics/metrics.ts';
import { facebookProvider } from './facebook.provider.ts';
import { googleProvider } from './google.provider.ts';
import type { Provider } from './provider.ts';
import { Providers } from './providers.ts';
import type { ProviderObserver } from './providers.ts';

/** Every provider we can talk to, in the order in which residents see them; null where not configured. */
function enabledProviders({ issuer, providers }: Config): Provider[] {
  const { google, facebook } = providers;
  return [
    google && googleProvider(google, `${issuer}/callback/google`),
    facebook && facebookProvider(facebook, `${issuer}/callback/facebook`),
  ].filter((provider) => provider !== null);
}

/** Counts how exchanges end and writes a line for each: a provider and a word, nothing of the person. */
function counted(log: Log, metrics: Metrics): ProviderObserver {
  return {
    finished: (provider, outcome) => {
      metrics.providerOutcome(provider, outcome);
      log.write({ event: 'provider.answered', provider, outcome });
    },
  };
}

@Module({
  providers: [
    {
      provide: Providers,
      inject: [Config, Clock, Log, Metrics],
      useFactory: (config: Config, clock: Clock, log: Log, metrics: Metrics) =>
        new Providers(enabledProviders(config), { clock, observer: counted(log, metrics) }),
    },
  ],
  exports: [Providers],
})
export class ProvidersModule {}
