import { isOpenIdIssuer, parseWebUrl } from '../kernel/url-rules.ts';
import { z } from 'zod';
import { documented, text } from './setting.ts';

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const manyTenants = ['common', 'organizations', 'consumers'];
const webPage = text.refine(isPage, 'must be an https address');

/** The providers a city can switch on besides Google and Facebook, in the order of `docs/configuration.md`. */
export const providerSettings = {
  MICROSOFT_CLIENT_ID: documented(text.optional(), {
    says: 'Application (client) ID at Microsoft Entra. Leave out to switch Microsoft off. docs/providers.md says how to register at each provider.',
  }),
  MICROSOFT_CLIENT_SECRET: documented(text.optional(), { says: 'Its secret.', secret: true }),
  MICROSOFT_TENANT: documented(
    text
      .refine(
        (tenant) => guid.test(tenant) || manyTenants.includes(tenant),
        'must be the ID of a tenant, or common, organizations or consumers',
      )
      .optional(),
    {
      says: 'Whose accounts count: the ID of one tenant, `consumers` (personal accounts), `organizations` (any employer or school) or `common` (all of them). With the last two, whoever runs a tenant decides who its accounts are, and names in it are whatever they typed.',
      example: 'consumers',
    },
  ),
  LINKEDIN_CLIENT_ID: documented(text.optional(), {
    says: 'Client ID at LinkedIn. Leave out to switch LinkedIn off.',
  }),
  LINKEDIN_CLIENT_SECRET: documented(text.optional(), { says: 'Its secret.', secret: true }),
  LOGIN_GOV_CLIENT_ID: documented(text.optional(), {
    says: 'What this service is registered as at login.gov (its “issuer” there). Leave out to switch login.gov off.',
    example: 'urn:gov:gsa:openidconnect.profiles:sp:sso:city:civic_link',
  }),
  LOGIN_GOV_PRIVATE_KEY: documented(text.optional(), {
    says: 'The private key (PEM, RSA of at least 2048 bits) whose certificate is registered there.',
    secret: true,
  }),
  LOGIN_GOV_SITE: documented(z.enum(['production', 'sandbox']).default('production'), {
    says: 'Which login.gov. Accounts of the sandbox are not those of production.',
  }),
  LOGIN_GOV_ACR_VALUES: documented(
    text
      .regex(/^\S+( \S+)*$/, 'must be values separated by a space')
      .default('urn:acr.login.gov:auth-only'),
    {
      says: 'How sure login.gov is to be of somebody (`acr_values`). More than the default costs more and asks more.',
    },
  ),
  GITHUB_CLIENT_ID: documented(text.optional(), {
    says: 'Client ID of an OAuth app at GitHub. Leave out to switch GitHub off.',
  }),
  GITHUB_CLIENT_SECRET: documented(text.optional(), { says: 'Its secret.', secret: true }),
  CITY_OIDC_ISSUER: documented(
    text
      .refine(
        isOpenIdIssuer,
        'must be an https address such as https://login.example.gov, without a query',
      )
      .optional(),
    {
      says: 'The city’s own identity provider for residents (OpenID Connect): its `issuer`, letter by letter. Leave out to switch it off. It must be on the public internet.',
      example: 'https://id.example.gov',
    },
  ),
  CITY_OIDC_CLIENT_ID: documented(text.optional(), {
    says: 'Client ID of this service there. Its redirect address is `ISSUER` and `/callback/city`.',
  }),
  CITY_OIDC_CLIENT_SECRET: documented(text.optional(), { says: 'Its secret.', secret: true }),
  CITY_OIDC_LABEL: documented(text.optional(), {
    says: 'What residents call it, as after “Continue with”.',
    example: 'Riverton ID',
  }),
  CITY_OIDC_LABEL_ES: documented(text.optional(), {
    says: 'The same in Spanish, as after «Continuar con»; left out, as in English.',
  }),
  CITY_OIDC_PRIVACY_URL: documented(webPage.optional(), {
    says: 'The page with its privacy policy, which residents are shown before they go there.',
    example: 'https://id.example.gov/privacy',
  }),
  CITY_OIDC_SETTINGS_URL: documented(webPage.optional(), {
    says: 'The page there on which residents remove this service; left out, the address of its issuer.',
  }),
  CITY_OIDC_SIGN_IN_ORIGIN: documented(
    text.refine(isOrigin, 'must be an https origin without a path').optional(),
    { says: 'Where browsers sign in there, if not at the host of the issuer.' },
  ),
  CITY_OIDC_ALGORITHM: documented(z.enum(['RS256', 'ES256']).default('RS256'), {
    says: 'How it signs ID tokens. A token signed in another way is refused.',
  }),
} as const;

function isPage(address: string): boolean {
  return parseWebUrl(address)?.protocol === 'https:';
}

function isOrigin(address: string): boolean {
  const url = parseWebUrl(address);
  return url?.protocol === 'https:' && url.origin === address;
}
