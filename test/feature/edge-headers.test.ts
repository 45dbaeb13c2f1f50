import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Config } from '../../src/config/config.ts';
import { SystemClock } from '../../src/kernel/clock.ts';
import { Log } from '../../src/platform/logging/log.ts';
import { startService } from '../../src/service.ts';
import { CityService } from '../support/city-service.ts';
import { newPerson } from '../support/evidence.ts';
import { form, knock, sendRaw } from '../support/raw-http.ts';
import type { Answer } from '../support/raw-http.ts';
import { Resident } from '../support/resident.ts';
import { routesOf } from '../support/routes.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

let service: TestService;
let app: CityService;
let resident: Resident;

beforeAll(async () => {
  service = await startTestService();
  app = await CityService.register(service);
  resident = new Resident(service);
  await resident.link('google', { person: newPerson(service) });
});
afterAll(async () => {
  app.close();
  await service.stop();
});

const ourScript = /<script src="\/assets\/[\w-]+\/js\/session-end\.js" defer><\/script>/;

const cookies = (): string =>
  [...resident.browser.cookiesOf(service.url)].map((pair) => pair.join('=')).join('; ');

const always = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
};

function expectDressed({ headers }: Answer, name: string): void {
  expect([name, headers]).toEqual([name, expect.objectContaining(always)]);
  expect(headers['x-request-id']).toMatch(/^[0-9A-Z-]{12,14}$/);
  const policy = String(headers['content-security-policy']);
  for (const rule of ["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'"]) {
    expect([name, policy]).toEqual([name, expect.stringContaining(rule)]);
  }
  expect([name, policy]).toEqual([
    name,
    expect.not.stringMatching(/unsafe|\*|data:|https?:\/\/(?!127)/),
  ]);
  for (const header of ['server', 'x-powered-by', 'via'])
    expect(headers).not.toHaveProperty(header);
}

describe('every answer carries the headers that keep it in its place', () => {
  test('every route, to strangers and to residents, GET and HEAD', async () => {
    for (const { method, path } of routesOf(service)) {
      if (method === 'POST') continue;
      for (const cookie of ['', cookies()]) {
        const headers = { cookie };
        const answer = await knock(service, path.replace(/:\w+/g, 'google'), { method, headers });
        expect(answer.status).toBeLessThan(500);
        expectDressed(answer, `${method} ${path}`);
      }
    }
  });

  test.each<[string, () => Promise<Answer>]>([
    ['404 of a page', () => knock(service, '/nowhere')],
    ['404 of the API', () => knock(service, '/api/nowhere')],
    ['404 of OAuth', () => knock(service, '/oauth/nowhere')],
    ['404 of an asset', () => knock(service, '/assets/x/y.css')],
    ['an address that cannot be decoded', () => knock(service, '/%zz%ff')],
    ['a parameter of 5 kB', () => knock(service, `/link/${'a'.repeat(5000)}`)],
    ['401 of the API', () => knock(service, '/api/admin/links/x/revoke', { method: 'POST' })],
    ['401 of OAuth', () => knock(service, '/oauth/introspect', form({ token: 'x' }))],
    ['400 of OAuth', () => knock(service, '/oauth/token', form({}))],
    ['400 of authorize', () => knock(service, '/oauth/authorize?client_id=x')],
    ['400 of a callback', () => knock(service, '/callback/google')],
    ['403 of a form', () => knock(service, '/link/google', form({}))],
    ['413', () => knock(service, '/oauth/token', form({ a: 'x'.repeat(70_000) }))],
    [
      '415',
      () =>
        knock(service, '/oauth/token', {
          method: 'POST',
          body: 'x',
          headers: { 'content-type': 'image/png' },
        }),
    ],
    ['an OPTIONS request', () => knock(service, '/account', { method: 'OPTIONS' })],
  ])('%s', async (name, ask) => {
    const answer = await ask();
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expectDressed(answer, name);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.headers).not.toHaveProperty('set-cookie');
    expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
  });

  test('a request for another host', async () => {
    const said = await sendRaw(
      service,
      'GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n',
    );
    expect(said).toMatch(/^HTTP\/1\.1 421 /);
    expect(said).toMatch(/x-frame-options: DENY\r\n/);
    expect(said).not.toContain('evil.example');
  });
});

test('an https service says for a year that it is nothing else', async () => {
  const issuer = 'https://link.example.gov';
  const nowhere = { host: '127.0.0.1', port: 0 };
  const config = { ...service.running.app.get(Config), issuer, listen: nowhere, metrics: nowhere };
  const log = new Log('silent');
  const running = await startService(config, { clock: new SystemClock(), log, checkClock: false });
  const secure: TestService = { ...service, address: await running.app.getUrl() };
  for (const host of ['link.example.gov', 'evil.example']) {
    const said = await sendRaw(
      secure,
      `GET /account HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`,
    );
    expect(said).toMatch(/\r\nstrict-transport-security: max-age=31536000; includeSubDomains\r\n/);
  }
  expect((await knock(service, '/')).headers).not.toHaveProperty('strict-transport-security');
  await running.stop();
});

describe('C-96 what may be kept, and by whom', () => {
  test('nothing of a person or a trip is kept by any cache', async () => {
    for (const { method, path } of routesOf(service)) {
      const isForAll = /^\/(assets\/|\.well-known\/|api\/openapi\.json|statistics\.)/.test(path);
      if (method !== 'GET' || isForAll) continue;
      const answer = await knock(service, path.replace(/:\w+/g, 'google'), {
        headers: { cookie: cookies() },
      });
      expect([path, answer.headers['cache-control']]).toEqual([
        path,
        expect.stringContaining('no-store'),
      ]);
    }
    const token = await app.token({ grant_type: 'client_credentials' });
    expect(token.headers['cache-control']).toContain('no-store');
  });

  test('keys and discovery are kept for minutes, files with a hash in their name for ever', async () => {
    for (const path of ['jwks.json', 'openid-configuration', 'oauth-authorization-server']) {
      const answer = await knock(service, `/.well-known/${path}`);
      expect([path, answer.headers['cache-control']]).toEqual([path, 'public, max-age=300']);
    }
    const assets = routesOf(service).filter(({ path }) => path.startsWith('/assets/'));
    expect(assets.length).toBeGreaterThan(5);
    for (const { path } of assets) {
      const { headers } = await knock(service, path);
      expect([path, headers['cache-control']]).toEqual([
        path,
        'public, max-age=31536000, immutable',
      ]);
      expect([path, headers.vary]).toEqual([path, 'accept-encoding']);
    }
  });
});

describe('no cookie before there is something to remember', () => {
  const quiet = [
    '/',
    '/es/',
    '/cookies',
    '/privacy',
    '/accessibility',
    '/signed-out',
    '/nowhere',
    '/account',
  ];
  const machines = [
    '/.well-known/jwks.json',
    '/.well-known/openid-configuration',
    '/health/live',
    '/callback/google',
  ];

  test.each([...quiet, ...machines])('%s sets none', async (path) => {
    expect((await knock(service, path)).headers).not.toHaveProperty('set-cookie');
  });

  test('an asset sets none', async () => {
    const [, href = ''] =
      /href="(\/assets\/[^"]+\.css)"/.exec((await knock(service, '/')).text) ?? [];
    const answer = await knock(service, href);
    expect(answer.status).toBe(200);
    expect(answer.headers).not.toHaveProperty('set-cookie');
  });
});

describe('C-22 addresses with a code in them do not travel', () => {
  test('neither the answer to a good callback nor to a bad one lets them', async () => {
    const traveller = new Resident(service);
    await traveller.leaveFor('google');
    const callback = await traveller.decide({ person: newPerson(service) });
    const good = await traveller.browser.open(callback, { follow: false });
    expect([good.status, good.headers['referrer-policy'], good.headers['cache-control']]).toEqual([
      303,
      'no-referrer',
      'no-store',
    ]);
    expect(String(good.headers.location)).toMatch(/^\/link\/new\/[0-9a-f-]{36}#main$/);
    const again = await traveller.browser.open(callback, { follow: false });
    expect([again.status, again.headers['referrer-policy']]).toEqual([400, 'no-referrer']);
    const code = new URL(callback).searchParams.get('code') ?? 'none';
    expect(again.text).not.toContain(code);
  });

  test('a page loads nothing from anywhere else', async () => {
    for (const path of ['/', '/link/google', '/account', '/privacy', '/callback/google']) {
      const { text } = await knock(service, path, { headers: { cookie: cookies() } });
      const loaded = [
        ...text.matchAll(/<(?:script|img|link|iframe|source)\b[^>]*(?:src|href)="([^"]*)"/g),
      ];
      expect(loaded.every(([, address]) => address?.startsWith('/assets/'))).toBe(true);
      expect(text.replace(ourScript, '')).not.toMatch(/<script|<style|\son\w+="|style="/);
    }
  });
});

describe('the one script there is', () => {
  const policyOf = async (path: string, cookie: string): Promise<string> =>
    String(
      (await knock(service, path, { headers: { cookie } })).headers['content-security-policy'],
    );

  test('is there, and may run and ask us, only where somebody is signed in', async () => {
    for (const path of ['/account', '/account/apps', '/account/activity', '/account/sessions']) {
      const policy = await policyOf(path, cookies());
      expect([path, policy]).toEqual([path, expect.stringContaining("script-src 'self'; ")]);
      expect([path, policy]).toEqual([path, expect.stringContaining("connect-src 'self'; ")]);
      expect((await knock(service, path, { headers: { cookie: cookies() } })).text).toMatch(
        ourScript,
      );
    }
    for (const path of ['/', '/privacy', '/signed-out', '/account']) {
      expect([path, await policyOf(path, '')]).toEqual([
        path,
        expect.not.stringMatching(/script-src|connect-src/),
      ]);
      expect((await knock(service, path)).text).not.toContain('<script');
    }
  });
});

describe('C-25 forms go where they should and pages are framed by nobody', () => {
  test('only the pages that start a trip let a form lead to that provider', async () => {
    const policy = async (path: string, cookie = cookies()) =>
      String(
        (await knock(service, path, { headers: { cookie } })).headers['content-security-policy'],
      );
    const simulated = new URL(service.simulator.url).origin;
    expect(await policy('/link/google', 'none=1')).toContain(`form-action 'self' ${simulated};`);
    expect(await policy('/prove/erase')).toContain(`form-action 'self' ${simulated};`);
    for (const path of ['/', '/account', '/account/delete', '/privacy']) {
      expect(await policy(path)).toContain("form-action 'self';");
    }
  });

  test('pages with forms keep their own origin in Referer, or browsers would send Origin: null', async () => {
    for (const path of ['/link/google', '/account', '/account/delete']) {
      const { headers } = await knock(service, path, { headers: { cookie: cookies() } });
      expect(headers['referrer-policy']).toBe('same-origin');
    }
  });
});
