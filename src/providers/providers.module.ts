import { Module } from '@nestjs/common';
import { Config } from '../config/config.ts';
import { Clock } from '../kernel/clock.ts';
import { facebookProvider } from './facebook.provider.ts';
import { googleProvider } from './google.provider.ts';
import type { Provider } from './provider.ts';
import { ProviderObserver, Providers } from './providers.ts';

/** Every provider we can talk to, in the order in which residents see them; null where not configured. */
function enabledProviders({ issuer, providers }: Config): Provider[] {
  const { google, facebook } = providers;
  return [
    google && googleProvider(google, `${issuer}/callback/google`),
    facebook && facebookProvider(facebook, `${issuer}/callback/facebook`),
  ].filter((provider) => provider !== null);
}

@Module({
  providers: [
    {
      provide: Providers,
      inject: [Config, Clock, { token: ProviderObserver, optional: true }],
      useFactory: (config: Config, clock: Clock, observer?: ProviderObserver) =>
        new Providers(enabledProviders(config), { clock, observer }),
    },
  ],
  exports: [Providers],
})
export class ProvidersModule {}
