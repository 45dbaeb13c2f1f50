import { PassportStrategy } from '@nestjs/passport';
import { Strategy } from 'passport-facebook';
import type { AuthorizationParamsOptions, Profile } from 'passport-facebook';
import type { FacebookEndpoints, FacebookSettings } from '../config/provider-config.ts';
import { exchangeOptions } from './exchange/passport-types.ts';
import { personFrom } from './identity.ts';
import type { Person } from './identity.ts';
import type { PassportProvider } from './provider.ts';

const issuer = 'https://www.facebook.com';
const locales: Readonly<Record<string, string>> = { en: 'en_US', es: 'es_LA' };

type SignInEndpoints = Omit<FacebookEndpoints, 'graphUrl'>;

const facebook = (version: string): SignInEndpoints => ({
  authorizationUrl: `${issuer}/${version}/dialog/oauth`,
  tokenUrl: `https://graph.facebook.com/${version}/oauth/access_token`,
  profileUrl: `https://graph.facebook.com/${version}/me`,
});

/** Facebook: user IDs belong to our app there, and the profile is asked for by name. */
export function facebookProvider(
  settings: FacebookSettings,
  callbackUrl: string,
): PassportProvider {
  const endpoints: SignInEndpoints = settings.endpoints ?? facebook(settings.graphVersion);
  const { origin } = new URL(endpoints.authorizationUrl);
  return {
    facts: {
      id: 'facebook',
      label: 'Facebook',
      privacyUrl: 'https://www.facebook.com/privacy/policy',
      settingsUrl: 'https://www.facebook.com/settings?tab=applications',
      hasAccountChooser: false,
      origin,
      // Phones are sent on to the mobile site.
      formAction: origin === issuer ? [origin, 'https://m.facebook.com'] : [origin],
    },
    clientId: settings.appId,
    namespace: `facebook:${settings.appId}`,
    isIssuer: (iss) => iss === issuer,
    speaks: 'passport',
    strategy: new FacebookStrategy(settings, endpoints, callbackUrl),
    backChannel: [endpoints.tokenUrl, endpoints.profileUrl],
    spentCode: { name: 'FacebookTokenError', code: 100 },
  };
}

type TripOptions = AuthorizationParamsOptions & { language: string; isProof?: boolean };

class FacebookStrategy extends PassportStrategy(Strategy, 'facebook') {
  constructor(settings: FacebookSettings, endpoints: SignInEndpoints, callbackUrl: string) {
    super({
      ...exchangeOptions(callbackUrl),
      clientID: settings.appId,
      clientSecret: settings.appSecret,
      authorizationURL: endpoints.authorizationUrl,
      tokenURL: endpoints.tokenUrl,
      profileURL: endpoints.profileUrl,
      profileFields: ['id', 'displayName'],
      scope: ['public_profile'],
      enableProof: true,
    });
  }

  /** For a proof, Facebook asks for the password, whoever is signed in there (its page "Re-authentication"). */
  override authorizationParams({ language, isProof }: TripOptions): object {
    return { locale: locales[language], ...(isProof && { auth_type: 'reauthenticate' }) };
  }

  validate(_accessToken: string, _refreshToken: string, profile: Profile): Person | null {
    return personFrom(profile);
  }
}
