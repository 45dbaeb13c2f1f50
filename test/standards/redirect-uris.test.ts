import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { AppChanges } from '../../src/apps/app-changes.ts';
import { Apps } from '../../src/apps/apps.ts';
import type { NewApp } from '../../src/apps/city-app.ts';
import type { Page } from '../support/browser.ts';
import { CityService } from '../support/city-service.ts';
import { Resident } from '../support/resident.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

type Changes = Record<string, string | null>;

let service: TestService;
let parks: CityService;
let ana: Resident;

beforeAll(async () => {
  service = await startTestService();
  parks = await CityService.register(service);
  ana = new Resident(service);
  await ana.link('google');
  await parks.codeFrom(ana);
});
afterAll(async () => {
  parks.close();
  await service.stop();
});

const visit = (changes: Changes = {}): Promise<Page> => ana.open(parks.authorizeUrl(changes));

describe('an app or an address that cannot be trusted', () => {
  test.each([
    (uri: string) => `${uri}/`,
    (uri: string) => `${uri}?a=b`,
    (uri: string) => uri.replace('/callback', '//callback'),
    (uri: string) => uri.replace('/callback', '/CALLBACK'),
    (uri: string) => uri.replace('/callback', '/%63allback'),
    (uri: string) => uri.replace('/callback', '/x%2f..%2fcallback'),
    (uri: string) => uri.replace('http://', 'http://evil@'),
    (uri: string) => uri.replace('127.0.0.1', '127.0.0.1.evil.example'),
    (uri: string) => `${uri}#x`,
    (uri: string) => uri.replace(/:\d+/, ''),
    (uri: string) => uri.replace(/:\d+/, ':1'),
  ])('AZ-02 a redirect URI that is only similar (%#)', async (similar) => {
    const page = await visit({ redirect_uri: similar(parks.callback) });
    expect([page.status, page.headers.location]).toEqual([400, undefined]);
    expect(page.text).toContain('invalid_redirect_uri');
  });

  test.each([
    ['no client', { client_id: null }],
    ['an unknown client', { client_id: 'nobody' }],
    ['no redirect URI', { redirect_uri: null }],
    ['a foreign redirect URI', { redirect_uri: 'https://evil.example/callback' }],
    [
      'a foreign redirect URI and no page',
      { redirect_uri: 'https://evil.example/', prompt: 'none' },
    ],
  ])('AZ-03 %s: a page with status 400, and the browser stays', async (_, changes: Changes) => {
    for (const resident of [ana, new Resident(service)]) {
      const page = await resident.open(parks.authorizeUrl(changes));
      expect([page.status, page.headers.location]).toEqual([400, undefined]);
      expect(page.headers['content-type']).toMatch(/^text\/html/);
      expect(page.text).not.toContain('evil.example/callback"');
    }
  });

  test('AZ-03 a client_id or redirect_uri given twice is trusted in neither value', async () => {
    for (const name of ['client_id', 'redirect_uri']) {
      const page = await ana.open(`${parks.authorizeUrl()}&${name}=https://evil.example`);
      expect([page.status, page.headers.location]).toEqual([400, undefined]);
    }
  });

  test.each<[string, Partial<NewApp>]>([
    ['address', { redirectUris: ['https://parks.example.gov/new'] }],
    ['scope', { scopes: ['openid'] }],
  ])('AZ-03 a request that waits goes nowhere once staff take its %s away', async (_, changes) => {
    const app = await CityService.register(service);
    const page = await ana.open(app.authorizeUrl());
    expect(page.url.pathname).toMatch(/^\/connect\//);
    await service.running.app.get(AppChanges).change({ id: app.id, changes }, { kind: 'system' });
    const { status, headers } = await app.allow(ana);
    expect([status, headers.location]).toEqual([400, undefined]);
    app.close();
  });

  test('AZ-03 an app that is switched off gets nobody', async () => {
    const off = await CityService.register(service);
    await service.running.app.get(Apps).disable(off.id);
    expect((await ana.open(off.authorizeUrl())).status).toBe(400);
    off.close();
  });
});

describe('an app on the resident’s own machine', () => {
  const registered = ['http://127.0.0.1/cb', 'http://[::1]/cb', 'http://localhost/cb'];
  const native = { kind: 'public', redirectUris: registered } as const;

  const statusOf = async (app: CityService, redirect_uri: string): Promise<number> =>
    (await ana.browser.open(app.authorizeUrl({ redirect_uri }), { follow: false })).status;

  /** With what `form-action` must allow for the answer of the consent page to get there. */
  test.each([
    ['http://127.0.0.1:51004/cb', 'http://127.0.0.1:51004'],
    ['http://127.0.0.1/cb', 'http://127.0.0.1'],
    ['http://[::1]:65535/cb', 'http://*:65535'],
    ['http://[::1]/cb', 'http://*'],
  ])('AZ-04 may use %s, whatever the port', async (redirect_uri, target) => {
    const app = await CityService.register(service, native);
    const { url, headers } = await ana.open(app.authorizeUrl({ redirect_uri, scope: 'openid' }));
    expect(headers['content-security-policy']).toContain(`form-action 'self' ${target};`);
    const yes = { decision: 'yes' };
    const back = await ana.browser.submit(url.pathname, yes, { follow: false });
    const address = new URL(String(back.headers.location));
    expect(address.href.split('?')[0]).toBe(redirect_uri);
    const code = address.searchParams.get('code') ?? '';
    expect((await app.redeem(code, { redirect_uri: 'http://127.0.0.1:1/cb' })).status).toBe(400);
    expect((await app.redeem(code, { redirect_uri })).status).toBe(200);
    app.close();
  });

  test.each([
    'http://localhost:51004/cb',
    'http://127.0.0.1:51004/other',
    'http://127.0.0.1:51004/cb?a=b',
    'http://127.0.0.1:51004@evil.example/cb',
    'http://127.0.0.1:51004.evil.example/cb',
    'http://127.0.0.1:0/cb',
    'http://127.0.0.1:65536/cb',
    'http://127.0.0.1:/cb',
    'http://127.0.0.2:51004/cb',
    'https://127.0.0.1:51004/cb',
  ])('AZ-04 may not use %s', async (redirect_uri) => {
    const app = await CityService.register(service, native);
    expect(await statusOf(app, redirect_uri)).toBe(400);
    app.close();
  });

  test('AZ-04 an app that keeps a secret has no such freedom', async () => {
    const app = await CityService.register(service, { redirectUris: registered });
    expect(await statusOf(app, 'http://127.0.0.1/cb')).toBe(303);
    expect(await statusOf(app, 'http://127.0.0.1:51004/cb')).toBe(400);
    app.close();
  });

  test('AZ-04 nor has one that named its port', async () => {
    const redirectUris = ['http://127.0.0.1:8000/cb'];
    const app = await CityService.register(service, { ...native, redirectUris });
    expect(await statusOf(app, 'http://127.0.0.1:8001/cb')).toBe(400);
    app.close();
  });
});

describe('registration', () => {
  test.each([
    'http://parks.example.gov/callback',
    'https://parks.example.gov/*',
    'https://parks.example.gov/cb#here',
    'https://user@parks.example.gov/cb',
    'parks:callback',
    'gov.example.parks:/callback',
    'https://parks.example.gov/\r\nX: y',
  ])('AZ-05 refuses the redirect URI %j', async (uri) => {
    const registering = CityService.register(service, { redirectUris: [uri] });
    await expect(registering).rejects.toThrow('redirect-uri-unsafe');
  });
});
