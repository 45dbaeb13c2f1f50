import type { ClientSettings } from '../config/provider-config.ts';
import { secretInBody } from './openid/client-proof.ts';
import { personOfSub } from './openid/name-told.ts';
import { invalidGrant } from './openid/setup.ts';
import type { OpenIdProvider } from './provider.ts';

const linkedin = 'https://www.linkedin.com/oauth';

/**
 * LinkedIn: OpenID Connect with two holes. Its tokens never say `nonce`, and its token endpoint refuses an ordinary client
 * that shows a PKCE verifier. So neither is asked for; a code is bound by state, browser and secret.
 */
export function linkedinProvider(settings: ClientSettings, callbackUrl: string): OpenIdProvider {
  const { clientId, issuer = linkedin } = settings;
  const { origin } = new URL(issuer);
  return {
    facts: {
      id: 'linkedin',
      label: 'LinkedIn',
      privacyUrl: 'https://www.linkedin.com/legal/privacy-policy',
      settingsUrl: 'https://www.linkedin.com/psettings/permitted-services',
      hasAccountChooser: false,
      origin,
      formAction: [origin],
    },
    clientId,
    // A user ID there is "linked to your specific application".
    namespace: `${linkedin}#${clientId}`,
    isIssuer: (iss) => iss === issuer,
    speaks: 'openid',
    openId: {
      issuer,
      saidIssuer: issuer,
      issuerOf: () => issuer,
      signInOrigin: origin,
      clientId,
      redirectUri: callbackUrl,
      scope: 'openid profile',
      algorithm: 'RS256',
      clientAuth: secretInBody(settings.clientSecret),
      bindsCodes: false,
      asks: () => ({}),
      tellsAuthTime: false,
      hasUserinfo: false,
      personIn: personOfSub,
      isSpent: isSpentThere,
    },
  };
}

/** It says "invalid_request" of a code that is over, too ("appid/redirect uri/code verifier does not match"). */
function isSpentThere(error: string): boolean {
  return invalidGrant(error) || error === 'invalid_request';
}
