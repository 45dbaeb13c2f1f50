import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CityService } from '../support/city-service.ts';
import { Evidence, newPerson } from '../support/evidence.ts';
import { form, knock, sendRaw } from '../support/raw-http.ts';
import type { Answer } from '../support/raw-http.ts';
import { Resident } from '../support/resident.ts';
import { pageRoutesOf } from '../support/routes.ts';
import { Clerk } from '../support/staff.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

let service: TestService;
let evidence: Evidence;
let app: CityService;

beforeAll(async () => {
  service = await startTestService();
  evidence = new Evidence(service);
  app = await CityService.register(service);
});
afterAll(async () => {
  app.close();
  await service.stop();
});

const cookieLine = (resident: Resident): string =>
  [...resident.browser.cookiesOf(service.url)].map((pair) => pair.join('=')).join('; ');
const tokenOn = (text: string): string => /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '';

/** A browser on the page "before you go", with what its form would send. */
async function aboutToGo(): Promise<{ cookie: string; token: string }> {
  const resident = new Resident(service);
  const page = await resident.open('/link/google');
  return { cookie: cookieLine(resident), token: tokenOn(page.text) };
}

describe('C-16 a trip begins on a form of ours and in no other way', () => {
  test('GET shows a page and begins nothing', async () => {
    const before = await evidence.count('flow');
    const { cookie } = await aboutToGo();
    for (const method of ['GET', 'HEAD']) {
      const answer = await knock(service, '/link/google', { method, headers: { cookie } });
      expect([answer.status, answer.headers.location]).toEqual([200, undefined]);
    }
    expect(await evidence.count('flow')).toBe(before);
  });

  const foreign: [string, Record<string, string>][] = [
    ['another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
    [
      'a sibling of our domain',
      { origin: 'https://parks.example.gov', 'sec-fetch-site': 'same-site' },
    ],
    ['an address bar', { 'sec-fetch-site': 'none' }],
    ['an old browser on another site', { origin: 'https://evil.example' }],
    ['a sandboxed frame', { origin: 'null' }],
    ['a client that says nothing', {}],
    ['a look-alike', { origin: 'http://127.0.0.1.evil.example' }],
  ];

  test.each(foreign)(
    'a form posted by %s is refused, even with the right token',
    async (_, headers) => {
      const before = await evidence.count('flow');
      const { cookie, token } = await aboutToGo();
      const answer = await knock(
        service,
        '/link/google',
        form({ _csrf: token }, { cookie, ...headers }),
      );
      expect(answer.status).toBe(403);
      expect(await evidence.count('flow')).toBe(before);
    },
  );

  test.each(['', 'A'.repeat(43), 'undefined'])(
    'a form with the token "%s" is refused',
    async (token) => {
      const { cookie } = await aboutToGo();
      const headers = { cookie, origin: service.url, 'sec-fetch-site': 'same-origin' };
      expect((await knock(service, '/link/google', form({ _csrf: token }, headers))).status).toBe(
        403,
      );
      expect((await knock(service, '/link/google', form({}, headers))).status).toBe(403);
    },
  );

  test('a token of another browser is refused, and a doubled one', async () => {
    const [mine, theirs] = [await aboutToGo(), await aboutToGo()];
    const headers = { cookie: mine.cookie, origin: service.url };
    expect(
      (await knock(service, '/link/google', form({ _csrf: theirs.token }, headers))).status,
    ).toBe(403);
    const doubled = form({ _csrf: mine.token }, headers);
    const body = `${doubled.body}&_csrf=${mine.token}`;
    expect((await knock(service, '/link/google', { ...doubled, body })).status).toBe(403);
  });

  test('our own form is let through, to a page that asks which account', async () => {
    const { cookie, token } = await aboutToGo();
    const headers = { cookie, origin: service.url };
    const answer = await knock(service, '/link/google', form({ _csrf: token }, headers));
    expect(answer.status).toBe(303);
    const target = new URL(String(answer.headers.location));
    expect(target.searchParams.get('prompt')).toBe('select_account');
  });

  test('every route that a page posts to asks for the token', async () => {
    const resident = new Resident(service);
    await resident.link('google', { person: newPerson(service) });
    const { browser } = await Clerk.start(service, 'operator');
    const staff = browser.cookiesOf(service.url).get('__Host-civic-staff-session') ?? '';
    const headers = {
      cookie: `${cookieLine(resident)}; __Host-civic-staff-session=${staff}`,
      origin: service.url,
      'sec-fetch-site': 'same-origin',
    };
    // These take what apps post from their own pages, without our cookies, and only send the browser on.
    const fromApps = ['/oauth/authorize', '/oauth/logout'];
    const posts = pageRoutesOf(service).filter(
      ({ method, path }) => method === 'POST' && !fromApps.includes(path),
    );
    expect(posts.length).toBeGreaterThan(4);
    for (const { path } of posts) {
      const answer = await knock(service, path.replace(/:\w+/g, 'google'), form({}, headers));
      expect([path, answer.status]).toEqual([path, 403]);
    }
  });
});

describe('C-17 only cookies that a sibling of our domain cannot set are read', () => {
  test.each([
    'civic-flow',
    'flow',
    '__Secure-civic-flow',
    '__host-civic-flow',
    '__Host-civic-flow ',
  ])('a cookie named "%s" is nobody’s', async (name) => {
    const resident = new Resident(service);
    await resident.leaveFor('google');
    const url = new URL(await resident.decide({ person: newPerson(service) }));
    const secret = resident.browser.cookiesOf(service.url).get('__Host-civic-flow') ?? '';
    const cookie = name.endsWith(' ') ? `x=1; ${name}x=${secret}` : `${name}=${secret}`;
    expect((await knock(service, url.pathname + url.search, { headers: { cookie } })).status).toBe(
      400,
    );
  });

  test('our cookies are host-only, secure, out of reach of scripts, and end with the browser', async () => {
    const resident = new Resident(service);
    const flow = await knock(service, '/link/google');
    await resident.travel('google', { person: newPerson(service) });
    await resident.open(resident.page.url.pathname.replace('/new/', '/review/'));
    const fields = { decision: 'save', save_name: 'yes' };
    const saved = await resident.browser.submit(resident.page.url.pathname, fields, {
      follow: false,
    });
    const lines = [flow.headers['set-cookie'], saved.headers['set-cookie']].flat().map(String);
    expect(lines.map((line) => line.split('=')[0])).toEqual([
      '__Host-civic-flow',
      '__Host-civic-session',
    ]);
    for (const line of lines) {
      const attributes = line
        .split('; ')
        .slice(1)
        .map((attribute) => attribute.toLowerCase());
      expect(attributes.toSorted()).toEqual(['httponly', 'path=/', 'samesite=lax', 'secure']);
    }
  });
});

const elsewhere = [
  'https://evil.example',
  '//evil.example',
  '/\\evil.example',
  'https:evil.example',
  '%2f%2fevil.example',
  'javascript:alert(1)',
  'https://user@evil.example',
  '/\t/evil.example',
  'https://127.0.0.1.evil.example/callback',
  'data:text/html,x',
];
const names = [
  'return_to',
  'next',
  'then',
  'r',
  'provider',
  'redirect_uri',
  'continue',
  'url',
  'lang',
];

/** Where an answer sends the browser; null when it stays with us. */
function foreignTarget({ headers }: Answer): string | null {
  if (headers.location === undefined) return null;
  const { origin } = new URL(String(headers.location), service.url);
  const known = [service.url, service.simulator.url, app.callback].map(
    (url) => new URL(url).origin,
  );
  return known.includes(origin) ? null : String(headers.location);
}

describe('C-20 C-21 no address of ours sends a browser to a place that is not registered', () => {
  test('UP-16 whatever page and parameter is tried', async () => {
    const resident = new Resident(service);
    await resident.link('google', { person: newPerson(service) });
    const gets = pageRoutesOf(service).filter(({ method }) => method === 'GET');
    expect(gets.length).toBeGreaterThan(14);
    const addresses = elsewhere.flatMap((target) => {
      const query = new URLSearchParams(names.map((name) => [name, target])).toString();
      return gets.map(
        ({ path }) => `${path.replace(/:\w+/g, encodeURIComponent(target))}?${query}`,
      );
    });
    const leaks: unknown[] = [];
    for (const address of addresses) {
      for (const cookie of ['', cookieLine(resident)]) {
        const answer = await knock(service, address, { headers: { cookie } });
        const target = foreignTarget(answer);
        if (target !== null || answer.status >= 500) leaks.push([address, answer.status, target]);
      }
    }
    expect(leaks).toEqual([]);
  });

  test.each(elsewhere)('UP-16 signing out never continues to %s', async (provider) => {
    const resident = new Resident(service);
    await resident.link('google', { person: newPerson(service) });
    await resident.open('/account');
    const answer = await resident.browser.submit('/sign-out', { provider }, { follow: false });
    expect(answer.headers.location).toBe('/signed-out?provider=google');
  });

  test.each([...elsewhere, 'APP/', 'APP?x=1', 'APP#x', 'APP/../x', 'APP%2e'])(
    'an app gets no answer at %s',
    async (uri) => {
      const redirect = uri.replace('APP', app.callback);
      const answer = await knock(
        service,
        `/oauth/authorize?${app.query({ redirect_uri: redirect }).toString()}`,
      );
      expect([answer.status, answer.headers.location]).toEqual([400, undefined]);
    },
  );
});

describe('C-26 our own address is what is configured, not what a request says', () => {
  test.each(['evil.example', '127.0.0.1', 'localhost', '127.0.0.1:1', ''])(
    'Host "%s" is answered 421',
    async (host) => {
      const answer = await knock(service, '/', { headers: { host } });
      expect([400, 421]).toContain(answer.status);
      expect(answer.text).not.toContain('evil.example');
    },
  );

  test('forwarded hosts, schemes and prefixes change nothing', async () => {
    const { cookie, token } = await aboutToGo();
    const forwarded = {
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'gopher',
      'x-forwarded-prefix': '/evil',
      'x-forwarded-uri': '/evil',
      'x-original-url': '/account/delete',
      forwarded: 'host=evil.example;proto=https',
    };
    const post = form({ _csrf: token }, { cookie, origin: service.url, ...forwarded });
    const { headers } = await knock(service, '/link/google', post);
    const target = new URL(String(headers.location));
    expect(target.searchParams.get('redirect_uri')).toBe(`${service.url}/callback/google`);
    const discovery = await knock(service, '/.well-known/openid-configuration', {
      headers: forwarded,
    });
    expect(discovery.text).not.toContain('evil');
    expect(JSON.parse(discovery.text)).toMatchObject({ issuer: service.url });
  });

  test('an absolute address in the request line is no other host', async () => {
    const { host } = new URL(service.url);
    const said = await sendRaw(
      service,
      `GET http://evil.example/account HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`,
    );
    expect(said).toMatch(/^HTTP\/1\.1 (303|4\d\d) /);
    expect(said).not.toMatch(/evil\.example/);
  });
});

test('C-24 redirects are 303, so that no form is ever sent on', async () => {
  const resident = new Resident(service);
  await resident.link('google', { person: newPerson(service) });
  await app.connect(resident);
  await resident.open('/account');
  await resident.browser.submit('/sign-out');
  const statuses = [...service.log().matchAll(/"status":(3\d\d)/g)].map(([, status]) => status);
  expect(new Set(statuses)).toEqual(new Set(['303']));
});
