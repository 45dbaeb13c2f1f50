import { clients, other } from './harness.ts';
import { runProviderConformance } from './provider.ts';

runProviderConformance('linkedin', {
  provider: other('linkedin'),
  asks: { scope: 'openid profile' },
  namespace: `https://www.linkedin.com/oauth#${clients.linkedin.id}`,
  subject: '53dcf6ff27',
  binding: 'state',
  nameIn: 'id-token',
  endings: { 'wrong-iss': 'provider-error' },
});
