import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Apps } from '../../src/apps/apps.ts';
import { CityService } from '../support/city-service.ts';
import type { Answer } from '../support/city-service.ts';
import { Resident } from '../support/resident.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

let service: TestService;
let kiosk: CityService;
let site: CityService;
let parks: CityService;

beforeAll(async () => {
  service = await startTestService();
  kiosk = await CityService.register(service, { kind: 'public' });
  site = await CityService.register(service, {
    kind: 'public',
    redirectUris: ['https://kiosk.example.gov/callback'],
  });
  parks = await CityService.register(service, {
    redirectUris: ['https://parks.example.gov/callback'],
  });
});
afterAll(async () => {
  for (const app of [kiosk, site, parks]) app.close();
  await service.stop();
});

const homeOf = (app: CityService): string => new URL(app.callback).origin;
const kioskSite = 'https://kiosk.example.gov';

/** The headers that let a page read an answer. */
function corsOf({ headers }: Answer): Record<string, unknown> {
  const names = Object.keys(headers).filter((name) => name.startsWith('access-control-'));
  return Object.fromEntries(names.map((name) => [name, headers[name]]));
}

/** What a browser asks before it sends something unusual. */
function preflight(path: string, origin: string, method = 'POST'): Promise<Answer> {
  return kiosk.call(path, {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': method,
      'access-control-request-headers': 'authorization',
    },
  });
}

describe.each(['token', 'revoke'])('/oauth/%s', (name) => {
  const path = `/oauth/${name}`;

  test('TK-16 is read by pages of public apps, errors too', async () => {
    for (const origin of [homeOf(kiosk), kioskSite]) {
      const answer = await kiosk.post(path, {}, { headers: { origin } });
      expect(answer.status).toBe(400);
      expect(corsOf(answer)).toEqual({
        'access-control-allow-origin': origin,
        'access-control-expose-headers': 'retry-after, www-authenticate',
      });
      expect(answer.headers.vary).toBe('Origin');
    }
  });

  test('TK-16 answers the question before', async () => {
    const answer = await preflight(path, kioskSite);
    expect(answer.status).toBe(204);
    expect(corsOf(answer)).toMatchObject({
      'access-control-allow-origin': kioskSite,
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': 'authorization, content-type',
    });
  });

  test.each([
    ['null', 'null'],
    ['a stranger', 'https://evil.example'],
    ['a confidential app', 'https://parks.example.gov'],
    ['another port', `${kioskSite}:8443`],
    ['plain http', 'http://kiosk.example.gov'],
    ['a longer name', `${kioskSite}.evil.example`],
    ['capitals', 'https://KIOSK.example.gov'],
    ['a path', `${kioskSite}/callback`],
    ['nothing', ''],
    ['everything', '*'],
  ])('TK-16 is not read by %s', async (_, origin) => {
    const answer = await kiosk.post(path, {}, { headers: { origin } });
    const before = await preflight(path, origin);
    for (const one of [answer, before]) {
      expect(corsOf(one)).toEqual({});
      expect(one.headers.vary).toBe('Origin');
    }
  });
});

test('TK-16 a page gets tokens, and a limit that it can read', async () => {
  const ana = new Resident(service);
  await ana.link('google');
  const headers = { origin: homeOf(kiosk) };
  const answer = await kiosk.redeem(await kiosk.codeFrom(ana), {}, { headers });
  expect(answer.status).toBe(200);
  expect(corsOf(answer)['access-control-allow-origin']).toBe(headers.origin);
  expect(corsOf(answer)).not.toHaveProperty('access-control-allow-credentials');
});

test('TK-16 an app that is switched off is no origin any more', async () => {
  const gone = await CityService.register(service, {
    kind: 'public',
    redirectUris: ['https://gone.example.gov/callback'],
  });
  const headers = { origin: 'https://gone.example.gov' };
  expect(corsOf(await kiosk.post('/oauth/token', {}, { headers }))).not.toEqual({});
  await service.running.app.get(Apps).disable(gone.id);
  expect(corsOf(await kiosk.post('/oauth/token', {}, { headers }))).toEqual({});
  gone.close();
});

test('TK-16 introspection is for no page at all', async () => {
  const headers = { origin: kioskSite };
  expect(corsOf(await parks.introspect('x', { headers }))).toEqual({});
  const before = await preflight('/oauth/introspect', kioskSite);
  expect([before.status, corsOf(before)]).toEqual([405, {}]);
});

test.each([
  '/oauth/userinfo',
  '/.well-known/openid-configuration',
  '/.well-known/oauth-authorization-server',
  '/.well-known/jwks.json',
])('TK-16 %s is read by any page', async (path) => {
  const origin = 'https://anywhere.example';
  const answer = await kiosk.call(path, { method: 'GET', headers: { origin } });
  expect(answer.headers['access-control-allow-origin']).toBe('*');
  const before = await preflight(path, origin, 'GET');
  expect(before.status).toBe(204);
  expect(corsOf(before)).toMatchObject({
    'access-control-allow-origin': '*',
    'access-control-allow-methods': expect.stringContaining('GET'),
    'access-control-allow-headers': expect.stringContaining('authorization'),
  });
});
