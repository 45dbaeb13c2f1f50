import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Simulator } from '../../dev/simulator/simulator.ts';
import { facebookProvider } from '../../src/providers/facebook.provider.ts';
import { callbackUrl, clients, facebook, serviceOf, startProviders, travel } from './harness.ts';
import { runProviderConformance } from './provider.ts';

runProviderConformance('facebook', {
  provider: facebook,
  asks: { scope: 'public_profile', locale: 'es_LA' },
  namespace: `facebook:${clients.facebook.id}`,
  subject: '10215846129043817',
});

describe('Facebook', () => {
  let simulator: Simulator;

  beforeAll(async () => {
    simulator = await startProviders();
  });
  afterAll(() => simulator.close());

  test('is asked for two fields, with proof that we hold the app secret', async () => {
    const { providers } = serviceOf([facebook(simulator)]);
    simulator.next({ person: 'ana', outcome: 'approve' });
    await travel(providers, 'facebook');
    const request = simulator.requests.find(({ endpoint }) => endpoint === 'profile');
    const token = String(request?.headers.authorization).slice('Bearer '.length);
    const proof = createHmac('sha256', clients.facebook.secret).update(token).digest('hex');
    expect(request?.url.split('?')[1]).toBe(`appsecret_proof=${proof}&fields=id%2Cname`);
  });

  test('in production is reached at the configured version', async () => {
    const settings = { appId: '1', appSecret: 'secret', graphVersion: 'v25.0' };
    const provider = facebookProvider(settings, callbackUrl('facebook'));
    const { providers } = serviceOf([provider]);
    const remember = () => Promise.resolve('state');
    const url = await providers.begin('facebook', { remember, language: 'en' });
    expect(url).toMatch(/^https:\/\/www\.facebook\.com\/v25\.0\/dialog\/oauth\?/);
    expect(provider.backChannel).toEqual([
      'https://graph.facebook.com/v25.0/oauth/access_token',
      'https://graph.facebook.com/v25.0/me',
    ]);
    expect(provider.facts.formAction).toEqual([
      'https://www.facebook.com',
      'https://m.facebook.com',
    ]);
  });

  test('asks for the password when somebody known proves who they are, and only then', async () => {
    const settings = { appId: '1', appSecret: 'secret', graphVersion: 'v26.0' };
    const { providers } = serviceOf([facebookProvider(settings, callbackUrl('facebook'))]);
    const remember = () => Promise.resolve('state');
    const asked = async (isProof: boolean) =>
      new URL(String(await providers.begin('facebook', { remember, language: 'en', isProof })))
        .searchParams;
    expect((await asked(true)).get('auth_type')).toBe('reauthenticate');
    expect((await asked(false)).has('auth_type')).toBe(false);
  });

  test('gives user IDs that belong to one app there', () => {
    const ofApp = (appId: string) =>
      facebookProvider({ appId, appSecret: 's', graphVersion: 'v26.0' }, callbackUrl('facebook'));
    expect(ofApp('1').namespace).not.toBe(ofApp('2').namespace);
  });
});
