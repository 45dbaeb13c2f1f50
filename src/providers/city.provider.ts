import type { CityProviderSettings } from '../config/provider-config.ts';
import { secretAsOffered } from './openid/client-proof.ts';
import { personOfSub } from './openid/name-told.ts';
import { invalidGrant } from './openid/setup.ts';
import type { OpenIdProvider, StartingTrip } from './provider.ts';

/** The city's own identity provider, or any other that speaks OpenID Connect. */
export function cityProvider(settings: CityProviderSettings, callbackUrl: string): OpenIdProvider {
  const { clientId, issuer, signInOrigin } = settings;
  return {
    facts: {
      id: 'city',
      label: settings.label,
      privacyUrl: settings.privacyUrl,
      settingsUrl: settings.settingsUrl,
      hasAccountChooser: false,
      origin: signInOrigin,
      formAction: [...new Set([signInOrigin, new URL(issuer).origin])],
    },
    clientId,
    namespace: issuer,
    isIssuer: (iss) => iss === issuer,
    speaks: 'openid',
    openId: {
      issuer,
      saidIssuer: issuer,
      issuerOf: () => issuer,
      signInOrigin,
      clientId,
      redirectUri: callbackUrl,
      scope: 'openid profile',
      algorithm: settings.algorithm,
      clientAuth: secretAsOffered(settings.clientSecret),
      bindsCodes: true,
      asks,
      tellsAuthTime: true,
      hasUserinfo: true,
      personIn: personOfSub,
      isSpent: invalidGrant,
    },
  };
}

/** Some answer a prompt that they do not know with an error, so the choice of account is asked only of who offers it. */
function asks(
  { language, isProof }: StartingTrip,
  prompts: readonly string[] | null,
): Record<string, string> {
  if (isProof) return { ui_locales: language, prompt: 'login', max_age: '0' };
  const hasChooser = prompts?.includes('select_account') === true;
  return { ui_locales: language, ...(hasChooser && { prompt: 'select_account' }) };
}
