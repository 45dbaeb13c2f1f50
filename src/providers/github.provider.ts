import type { GithubEndpoints, GithubSettings } from '../config/provider-config.ts';
import type { GithubProvider } from './provider.ts';

const github: GithubEndpoints = {
  authorizationUrl: 'https://github.com/login/oauth/authorize',
  tokenUrl: 'https://github.com/login/oauth/access_token',
  apiUrl: 'https://api.github.com',
};

/** GitHub: OAuth without OpenID Connect. No scope is asked, which is enough for what everybody can see. */
export function githubProvider(settings: GithubSettings, callbackUrl: string): GithubProvider {
  const { clientId, clientSecret, endpoints = github } = settings;
  const { origin } = new URL(endpoints.authorizationUrl);
  return {
    facts: {
      id: 'github',
      label: 'GitHub',
      privacyUrl:
        'https://docs.github.com/site-policy/privacy-policies/github-general-privacy-statement',
      settingsUrl: 'https://github.com/settings/applications',
      hasAccountChooser: true,
      origin,
      formAction: [origin],
    },
    clientId,
    namespace: 'https://github.com',
    isIssuer: (iss) => iss === `${origin}/login/oauth`,
    speaks: 'github',
    github: { clientId, clientSecret, endpoints, redirectUri: callbackUrl },
  };
}
