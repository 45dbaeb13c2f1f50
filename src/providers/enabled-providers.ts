import type { Config } from '../config/config.ts';
import { facebookProvider } from './facebook.provider.ts';
import { googleProvider } from './google.provider.ts';
import type { Provider } from './provider.ts';

/** Every provider we can talk to, in the order in which residents see them; null where not configured. */
export function enabledProviders({
  issuer,
  providers,
}: Pick<Config, 'issuer' | 'providers'>): Provider[] {
  const { google, facebook } = providers;
  return [
    google && googleProvider(google, `${issuer}/callback/google`),
    facebook && facebookProvider(facebook, `${issuer}/callback/facebook`),
  ].filter((provider) => provider !== null);
}
