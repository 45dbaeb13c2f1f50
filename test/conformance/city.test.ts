import { expect } from '@jest/globals';
import { other } from './harness.ts';
import { runProviderConformance } from './provider.ts';

runProviderConformance('city', {
  provider: other('city'),
  asks: { scope: 'openid profile', prompt: 'select_account', ui_locales: 'es' },
  namespace: expect.stringMatching(/^http:.*\/city$/),
  subject: '4f365cc0-17a3-4af3-8bd5-b3f0ced907d3',
  binding: 'pkce-and-nonce',
  proof: 'basic',
  endings: { 'wrong-iss': 'provider-error' },
});
