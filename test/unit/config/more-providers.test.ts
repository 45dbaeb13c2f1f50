import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { loadConfig } from '../../../src/config/load-config.ts';
import { testSettings } from '../../support/test-config.ts';

const pem = (bits: number) =>
  String(
    generateKeyPairSync('rsa', { modulusLength: bits }).privateKey.export({
      type: 'pkcs8',
      format: 'pem',
    }),
  );
const key = pem(2048);
const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;

const complete = {
  microsoft: {
    MICROSOFT_CLIENT_ID: 'id',
    MICROSOFT_CLIENT_SECRET: 'secret',
    MICROSOFT_TENANT: 'consumers',
  },
  linkedin: { LINKEDIN_CLIENT_ID: 'id', LINKEDIN_CLIENT_SECRET: 'secret' },
  loginGov: { LOGIN_GOV_CLIENT_ID: 'urn:id', LOGIN_GOV_PRIVATE_KEY: key },
  github: { GITHUB_CLIENT_ID: 'id', GITHUB_CLIENT_SECRET: 'secret' },
  city: {
    CITY_OIDC_ISSUER: 'https://id.example.gov/',
    CITY_OIDC_CLIENT_ID: 'id',
    CITY_OIDC_CLIENT_SECRET: 'secret',
    CITY_OIDC_LABEL: 'Riverton ID',
    CITY_OIDC_PRIVACY_URL: 'https://id.example.gov/privacy',
  },
} as const;

const load = (settings: object) =>
  loadConfig({ ...testSettings({ databaseUrl: 'postgres://' }), ...settings }, Date.now());

describe.each(Object.entries(complete))('%s', (name, settings) => {
  test('alone is enough to start, and the others are off', () => {
    const { providers } = load(settings);
    const on = Object.entries(providers).filter(([, one]) => one !== null);
    expect(on.map(([one]) => one)).toEqual([name]);
  });

  test.each(Object.keys(settings))('without %s is no start, and the sentence names it', (left) => {
    expect(() => load({ ...settings, [left]: undefined })).toThrow(
      new RegExp(`^${left} must be set`),
    );
  });
});

test.each([
  ['MICROSOFT_TENANT', { ...complete.microsoft, MICROSOFT_TENANT: 'example.onmicrosoft.com' }],
  ['MICROSOFT_TENANT', { ...complete.microsoft, MICROSOFT_TENANT: '../common' }],
  ['LOGIN_GOV_PRIVATE_KEY', { ...complete.loginGov, LOGIN_GOV_PRIVATE_KEY: 'no key' }],
  ['LOGIN_GOV_PRIVATE_KEY', { ...complete.loginGov, LOGIN_GOV_PRIVATE_KEY: pem(1024) }],
  [
    'LOGIN_GOV_PRIVATE_KEY',
    {
      ...complete.loginGov,
      LOGIN_GOV_PRIVATE_KEY: String(curve.export({ type: 'pkcs8', format: 'pem' })),
    },
  ],
  ['LOGIN_GOV_SITE', { ...complete.loginGov, LOGIN_GOV_SITE: 'https://attacker.example' }],
  ['CITY_OIDC_ISSUER', { ...complete.city, CITY_OIDC_ISSUER: 'http://id.example.gov' }],
  ['CITY_OIDC_ISSUER', { ...complete.city, CITY_OIDC_ISSUER: 'http://localhost:3000' }],
  ['CITY_OIDC_ISSUER', { ...complete.city, CITY_OIDC_ISSUER: 'https://id.example.gov/?a=b' }],
  ['CITY_OIDC_PRIVACY_URL', { ...complete.city, CITY_OIDC_PRIVACY_URL: 'javascript:alert(1)' }],
  ['CITY_OIDC_SETTINGS_URL', { ...complete.city, CITY_OIDC_SETTINGS_URL: 'http://x.example' }],
  [
    'CITY_OIDC_SIGN_IN_ORIGIN',
    { ...complete.city, CITY_OIDC_SIGN_IN_ORIGIN: 'https://x.example/a' },
  ],
  ['CITY_OIDC_ALGORITHM', { ...complete.city, CITY_OIDC_ALGORITHM: 'none' }],
  ['CITY_OIDC_ALGORITHM', { ...complete.city, CITY_OIDC_ALGORITHM: 'HS256' }],
])('%s that is wrong is no start: %j', (name, settings) => {
  const started = () => load(settings);
  expect(started).toThrow(new RegExp(`^${name} `));
  expect(started).not.toThrow(/BEGIN|alert/);
});

test('the city’s own provider keeps its issuer letter by letter, and its label in one language', () => {
  expect(load(complete.city).providers.city).toMatchObject({
    issuer: 'https://id.example.gov/',
    signInOrigin: 'https://id.example.gov',
    settingsUrl: 'https://id.example.gov/',
    label: { en: 'Riverton ID', es: 'Riverton ID' },
    algorithm: 'RS256',
  });
});
