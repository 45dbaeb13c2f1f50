import { Module } from '@nestjs/common';
import { Config } from '../config/config.ts';
import { Clock } from '../kernel/clock.ts';
import { Log } from '../platform/logging/log.ts';
import { Metrics } from '../platform/metrics/metrics.ts';
import { RevocationsModule } from '../revocations/revocations.module.ts';
import { enabledProviders } from './enabled-providers.ts';
import { ProviderStates } from './provider-states.ts';
import { ProviderTrials } from './provider-trials.ts';
import { Providers } from './providers.ts';
import type { ProviderObserver } from './providers.ts';

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
  imports: [RevocationsModule],
  providers: [
    ProviderStates,
    ProviderTrials,
    {
      provide: Providers,
      inject: [Config, Clock, Log, Metrics],
      useFactory: (config: Config, clock: Clock, log: Log, metrics: Metrics) =>
        new Providers(enabledProviders(config), { clock, observer: counted(log, metrics) }),
    },
  ],
  exports: [Providers, ProviderStates, ProviderTrials],
})
export class ProvidersModule {}
