import type { LoginGovSettings } from '../config/provider-config.ts';
import { signedAssertion } from './openid/client-proof.ts';
import { personNamed } from './openid/name-told.ts';
import type { OpenIdSetup } from './openid/setup.ts';
import type { OpenIdProvider } from './provider.ts';

/** With the slash at the end, as its discovery says it. */
const sites = {
  production: 'https://secure.login.gov/',
  sandbox: 'https://idp.int.identitysandbox.gov/',
} as const;

/**
 * login.gov: nothing but `openid` is asked, so there is a user ID and never a name. The service shows who it is with a
 * signed assertion, and binds the code with PKCE besides.
 */
export function loginGovProvider(settings: LoginGovSettings, callbackUrl: string): OpenIdProvider {
  const { clientId, issuer = sites[settings.site] } = settings;
  const { origin } = new URL(issuer);
  return {
    facts: {
      id: 'login-gov',
      label: 'Login.gov',
      privacyUrl: 'https://www.login.gov/policy/',
      settingsUrl: `${sites[settings.site]}account/connected_accounts`,
      hasAccountChooser: true,
      hasNames: false,
      origin,
      formAction: [origin],
    },
    clientId,
    namespace: sites[settings.site],
    isIssuer: (iss) => iss === issuer,
    speaks: 'openid',
    openId: setupOf(settings, issuer, callbackUrl),
  };
}

function setupOf(
  { clientId, privateKey, acrValues }: LoginGovSettings,
  issuer: string,
  redirectUri: string,
): OpenIdSetup {
  return {
    issuer,
    saidIssuer: issuer,
    issuerOf: () => issuer,
    signInOrigin: new URL(issuer).origin,
    clientId,
    redirectUri,
    scope: 'openid',
    algorithm: 'RS256',
    clientAuth: signedAssertion(privateKey),
    bindsCodes: true,
    // The same for a proof: `prompt=login` is an error for whoever has no leave from login.gov to send it.
    asks: ({ language }) => ({
      acr_values: acrValues,
      prompt: 'select_account',
      locale: language,
    }),
    tellsAuthTime: false,
    hasUserinfo: false,
    personIn: ({ sub }) => personNamed(sub, null),
    isSpent: isAboutTheCode,
  };
}

/** Its errors are sentences: "Code is invalid because ...". */
function isAboutTheCode(error: string): boolean {
  return error === 'invalid_grant' || /^code\b/i.test(error);
}
