import { other } from './harness.ts';
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
