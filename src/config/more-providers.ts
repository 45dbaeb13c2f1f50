import { createPrivateKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { Config } from './config.ts';
import { ConfigError } from './config-error.ts';
import type { SettingName, Settings } from './settings.ts';

type Providers = Config['providers'];

const leastRsaBits = 2048;

type TextName = {
  [Name in SettingName]: Settings[Name] extends string | undefined ? Name : never;
}[SettingName];

/** Makes sure of all parts of a provider once one of them is set. @throws ConfigError naming one that is not there */
function partsOf<Name extends TextName>(
  read: Settings,
  names: readonly Name[],
): Record<Name, string> | null {
  const given = names.find((name) => read[name] !== undefined);
  if (given === undefined) return null;
  const entries = names.map((name): [Name, string] => {
    const value = read[name];
    if (value === undefined) throw new ConfigError(name, `must be set when ${given} is.`);
    return [name, value];
  });
  return Object.fromEntries(entries) as Record<Name, string>;
}

/** Every provider besides Google and Facebook. @throws ConfigError where only a part of one is set */
export function moreProviders(read: Settings): Omit<Providers, 'google' | 'facebook'> {
  return {
    microsoft: microsoft(read),
    linkedin: linkedin(read),
    loginGov: loginGov(read),
    github: github(read),
    city: city(read),
  };
}

function microsoft(read: Settings): Providers['microsoft'] {
  const parts = partsOf(read, [
    'MICROSOFT_CLIENT_ID',
    'MICROSOFT_CLIENT_SECRET',
    'MICROSOFT_TENANT',
  ]);
  return (
    parts && {
      clientId: parts.MICROSOFT_CLIENT_ID,
      clientSecret: parts.MICROSOFT_CLIENT_SECRET,
      tenant: parts.MICROSOFT_TENANT,
    }
  );
}

function linkedin(read: Settings): Providers['linkedin'] {
  const parts = partsOf(read, ['LINKEDIN_CLIENT_ID', 'LINKEDIN_CLIENT_SECRET']);
  return (
    parts && { clientId: parts.LINKEDIN_CLIENT_ID, clientSecret: parts.LINKEDIN_CLIENT_SECRET }
  );
}

function loginGov(read: Settings): Providers['loginGov'] {
  const parts = partsOf(read, ['LOGIN_GOV_CLIENT_ID', 'LOGIN_GOV_PRIVATE_KEY']);
  if (parts === null) return null;
  if (!isGoodKey(parts.LOGIN_GOV_PRIVATE_KEY)) {
    throw new ConfigError(
      'LOGIN_GOV_PRIVATE_KEY',
      `must be an RSA private key of at least ${leastRsaBits} bits as PEM, without a password.`,
    );
  }
  return {
    clientId: parts.LOGIN_GOV_CLIENT_ID,
    privateKey: parts.LOGIN_GOV_PRIVATE_KEY,
    site: read.LOGIN_GOV_SITE,
    acrValues: read.LOGIN_GOV_ACR_VALUES,
  };
}

function isGoodKey(pem: string): boolean {
  let key: KeyObject;
  try {
    key = createPrivateKey(pem);
  } catch {
    return false;
  }
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  return key.asymmetricKeyType === 'rsa' && bits >= leastRsaBits;
}

function github(read: Settings): Providers['github'] {
  const parts = partsOf(read, ['GITHUB_CLIENT_ID', 'GITHUB_CLIENT_SECRET']);
  return parts && { clientId: parts.GITHUB_CLIENT_ID, clientSecret: parts.GITHUB_CLIENT_SECRET };
}

function city(read: Settings): Providers['city'] {
  const parts = partsOf(read, [
    'CITY_OIDC_ISSUER',
    'CITY_OIDC_CLIENT_ID',
    'CITY_OIDC_CLIENT_SECRET',
    'CITY_OIDC_LABEL',
    'CITY_OIDC_PRIVACY_URL',
  ]);
  if (parts === null) return null;
  const { CITY_OIDC_ISSUER: issuer, CITY_OIDC_LABEL: en } = parts;
  return {
    issuer,
    clientId: parts.CITY_OIDC_CLIENT_ID,
    clientSecret: parts.CITY_OIDC_CLIENT_SECRET,
    label: { en, es: read.CITY_OIDC_LABEL_ES ?? en },
    privacyUrl: parts.CITY_OIDC_PRIVACY_URL,
    settingsUrl: read.CITY_OIDC_SETTINGS_URL ?? issuer,
    signInOrigin: read.CITY_OIDC_SIGN_IN_ORIGIN ?? new URL(issuer).origin,
    algorithm: read.CITY_OIDC_ALGORITHM,
  };
}
