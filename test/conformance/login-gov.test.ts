import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { loginGovProvider } from '../../src/providers/login-gov.provider.ts';
import { callbackUrl, other } from './harness.ts';
import { runProviderConformance } from './provider.ts';

runProviderConformance('login-gov', {
  provider: other('login-gov'),
  asks: {
    scope: 'openid',
    acr_values: 'urn:acr.login.gov:auth-only',
    prompt: 'select_account',
    locale: 'es',
  },
  namespace: 'https://idp.int.identitysandbox.gov/',
  subject: 'b68f902f-1f7f-4cec-80a2-2f7fd84e3a9c',
  binding: 'pkce-and-nonce',
  proof: 'assertion',
  nameIn: 'nowhere',
  endings: { 'wrong-iss': 'provider-error' },
});

describe('Login.gov in production', () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const settings = {
    clientId: 'id',
    privateKey: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
    acrValues: 'urn:acr.login.gov:auth-only',
  };

  test.each([
    ['production', 'https://secure.login.gov/'],
    ['sandbox', 'https://idp.int.identitysandbox.gov/'],
  ] as const)('%s is at %s, and its accounts are its own', (site, issuer) => {
    const provider = loginGovProvider({ ...settings, site }, callbackUrl('login-gov'));
    expect([provider.openId.issuer, provider.namespace]).toEqual([issuer, issuer]);
    expect(provider.facts.formAction).toEqual([new URL(issuer).origin]);
  });
});
