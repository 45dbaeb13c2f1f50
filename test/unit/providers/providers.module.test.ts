import { afterEach, expect, test } from '@jest/globals';
import type { Config } from '../../../src/config/config.ts';
import { noProviders } from '../../../src/config/provider-config.ts';
import { SystemClock } from '../../../src/kernel/clock.ts';
import { Providers } from '../../../src/providers/providers.ts';
import { enabledProviders } from '../../../src/providers/enabled-providers.ts';

const google = { clientId: 'id', clientSecret: 'secret' };
const facebook = { appId: '7', appSecret: 'secret', graphVersion: 'v26.0' };
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function providersWith(settings: Partial<Config['providers']>): Promise<Providers> {
  const config = {
    issuer: 'https://link.city.example',
    providers: { ...noProviders, ...settings },
  };
  const providers = new Providers(enabledProviders(config), { clock: new SystemClock() });
  closing.push(() => providers.onModuleDestroy());
  return providers;
}

test('providers are those that are configured', async () => {
  const both = await providersWith({ google, facebook });
  expect(both.list().map(({ id }) => id)).toEqual(['google', 'facebook']);
  const one = await providersWith({ google: null, facebook });
  expect(one.list().map(({ id }) => id)).toEqual(['facebook']);
  expect(one.find('google')).toBeNull();
});

test('each provider returns to a callback of its own', async () => {
  const providers = await providersWith({ google, facebook });
  const trip = { remember: () => Promise.resolve('state'), language: 'en' };
  for (const id of ['google', 'facebook']) {
    const url = new URL(String(await providers.begin(id, trip)));
    expect(url.searchParams.get('redirect_uri')).toBe(`https://link.city.example/callback/${id}`);
  }
});

test('user IDs of different providers never share a namespace', async () => {
  const providers = await providersWith({ google, facebook });
  expect(providers.namespaceOf('google')).toBe('https://accounts.google.com');
  expect(providers.namespaceOf('facebook')).toBe('facebook:7');
});

test('a provider that is not there is not found', async () => {
  const providers = await providersWith({ google, facebook: null });
  const attempt = providers.begin('facebook', { remember: fail, language: 'en' });
  await expect(attempt).rejects.toMatchObject({ code: 'not_found', status: 404 });
});

const fail = () => Promise.reject(new Error('nothing is to be remembered'));
