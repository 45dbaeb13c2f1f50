import type { Config } from '../config/config.ts';
import { cityProvider } from './city.provider.ts';
import { facebookProvider } from './facebook.provider.ts';
import { githubProvider } from './github.provider.ts';
import { googleProvider } from './google.provider.ts';
import { linkedinProvider } from './linkedin.provider.ts';
import { loginGovProvider } from './login-gov.provider.ts';
import { microsoftProvider } from './microsoft.provider.ts';
import type { Provider } from './provider.ts';

/** Every provider we can talk to, in the order in which residents see them; null where not configured. */
export function enabledProviders({
  issuer,
  providers,
}: Pick<Config, 'issuer' | 'providers'>): Provider[] {
  const { city, google, facebook, microsoft, linkedin, loginGov, github } = providers;
  const at = (id: string): string => `${issuer}/callback/${id}`;
  return [
    city && cityProvider(city, at('city')),
    google && googleProvider(google, at('google')),
    facebook && facebookProvider(facebook, at('facebook')),
    microsoft && microsoftProvider(microsoft, at('microsoft')),
    loginGov && loginGovProvider(loginGov, at('login-gov')),
    linkedin && linkedinProvider(linkedin, at('linkedin')),
    github && githubProvider(github, at('github')),
  ].filter((provider) => provider !== null);
}
