import { other } from './harness.ts';
import { runProviderConformance } from './provider.ts';

runProviderConformance('microsoft', {
  provider: other('microsoft'),
  asks: { scope: 'openid profile', prompt: 'select_account', ui_locales: 'es' },
  namespace: 'https://login.microsoftonline.com',
  subject: '11111111-2222-4333-8444-555555555555.1381989c-d8d8-4822-8924-69bd485657db',
  binding: 'pkce-and-nonce',
  nameIn: 'id-token',
  endings: { 'wrong-iss': 'provider-error' },
});
