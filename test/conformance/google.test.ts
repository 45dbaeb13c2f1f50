import { describe, expect, test } from '@jest/globals';
import { googleProvider } from '../../src/providers/google.provider.ts';
import { callbackUrl, google, serviceOf } from './harness.ts';
import { runProviderConformance } from './provider.ts';

runProviderConformance('google', {
  provider: google,
  asks: { scope: 'openid profile', prompt: 'select_account', hl: 'es' },
  namespace: 'https://accounts.google.com',
  subject: '110248495921238986420',
});

describe('Google in production', () => {
  const settings = { clientId: 'id', clientSecret: 'secret' };
  const provider = googleProvider(settings, callbackUrl('google'));

  test('is reached at its current addresses', async () => {
    const { providers } = serviceOf([provider]);
    const remember = () => Promise.resolve('state');
    const url = await providers.begin('google', { remember, language: 'en' });
    expect(url).toMatch(/^https:\/\/accounts\.google\.com\/o\/oauth2\/v2\/auth\?/);
    expect(provider.backChannel).toEqual([
      'https://oauth2.googleapis.com/token',
      'https://openidconnect.googleapis.com/v1/userinfo',
    ]);
  });

  test('may name itself in a callback, and nobody else', () => {
    const { providers } = serviceOf([provider]);
    const matches = (iss?: string) => providers.issMatches('google', iss);
    expect(matches()).toBe(true);
    expect(matches('https://accounts.google.com')).toBe(true);
    expect(matches('https://accounts.google.com/')).toBe(false);
    expect(matches('https://www.facebook.com')).toBe(false);
  });
});
