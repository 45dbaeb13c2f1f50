import { describe, expect, test } from '@jest/globals';
import { linkedinProvider } from '../../src/providers/linkedin.provider.ts';
import { callbackUrl, clients, other } from './harness.ts';
import { runProviderConformance } from './provider.ts';

/** Neither PKCE nor `nonce`: LinkedIn refuses the one and never tells the other. */
runProviderConformance('linkedin', {
  provider: other('linkedin'),
  asks: { scope: 'openid profile' },
  namespace: `https://www.linkedin.com/oauth#${clients.linkedin.id}`,
  subject: '53dcf6ff27',
  binding: 'state',
  nameIn: 'id-token',
  endings: { 'wrong-iss': 'provider-error' },
});

describe('LinkedIn in production', () => {
  const { openId, namespace } = linkedinProvider(
    { clientId: 'id', clientSecret: 'secret' },
    callbackUrl('linkedin'),
  );

  test('has its discovery below its issuer', () => {
    expect(openId.issuer).toBe('https://www.linkedin.com/oauth');
    expect(openId.saidIssuer).toBe(openId.issuer);
  });

  test('gives user IDs that belong to one app there', () => {
    const again = linkedinProvider({ clientId: 'id2', clientSecret: 's' }, callbackUrl('linkedin'));
    expect(again.namespace).not.toBe(namespace);
  });
});
