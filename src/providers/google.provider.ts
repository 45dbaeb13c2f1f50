import { PassportStrategy } from '@nestjs/passport';
import { Strategy } from 'passport-google-oauth20';
import type { Profile } from 'passport-google-oauth20';
import type { GoogleEndpoints, GoogleSettings } from '../config/provider-config.ts';
import { exchangeOptions } from './exchange/passport-types.ts';
import { personFrom } from './identity.ts';
import type { Person } from './identity.ts';
import type { PassportProvider } from './provider.ts';

const issuer = 'https://accounts.google.com';

type SignInEndpoints = Omit<GoogleEndpoints, 'risc'>;

/** As in Google's discovery document; the strategy's own defaults are older. */
const google: SignInEndpoints = {
  authorizationUrl: `${issuer}/o/oauth2/v2/auth`,
  tokenUrl: 'https://oauth2.googleapis.com/token',
  userinfoUrl: 'https://openidconnect.googleapis.com/v1/userinfo',
  issuer,
};

/** Google: OpenID Connect without e-mail, always with the choice of account. */
export function googleProvider(settings: GoogleSettings, callbackUrl: string): PassportProvider {
  const endpoints: SignInEndpoints = settings.endpoints ?? google;
  const { origin } = new URL(endpoints.authorizationUrl);
  return {
    facts: {
      id: 'google',
      label: 'Google',
      privacyUrl: 'https://policies.google.com/privacy',
      settingsUrl: 'https://myaccount.google.com/connections',
      hasAccountChooser: true,
      origin,
      formAction: [origin],
    },
    clientId: settings.clientId,
    namespace: issuer,
    isIssuer: (iss) => iss === endpoints.issuer,
    speaks: 'passport',
    strategy: new GoogleStrategy(settings, endpoints, callbackUrl),
    backChannel: [endpoints.tokenUrl, endpoints.userinfoUrl],
    spentCode: { name: 'TokenError', code: 'invalid_grant' },
  };
}

class GoogleStrategy extends PassportStrategy(Strategy, 'google') {
  constructor(settings: GoogleSettings, endpoints: SignInEndpoints, callbackUrl: string) {
    super({
      ...exchangeOptions(callbackUrl),
      clientID: settings.clientId,
      clientSecret: settings.clientSecret,
      authorizationURL: endpoints.authorizationUrl,
      tokenURL: endpoints.tokenUrl,
      userProfileURL: endpoints.userinfoUrl,
      scope: ['openid', 'profile'],
    });
  }

  /** The same for a proof: Google has no way to make it ask for the password (it knows no `prompt=login`). */
  override authorizationParams({ language }: { language: string }): object {
    return { prompt: 'select_account', hl: language };
  }

  validate(_accessToken: string, _refreshToken: string, profile: Profile): Person | null {
    return personFrom(profile);
  }
}
