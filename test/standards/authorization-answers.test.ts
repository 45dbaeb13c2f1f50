import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { postFrom, told, toldBy } from '../support/authorization.ts';
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

describe('the answer', () => {
  test('AZ-12 carries iss, with a code and without', async () => {
    const good = (await visit()).url.searchParams;
    expect([good.has('code'), good.get('iss')]).toEqual([true, service.url]);
    const bad = (await visit({ scope: 'email' })).url.searchParams;
    expect([bad.has('code'), bad.get('iss')]).toEqual([false, service.url]);
  });

  test.each([`ü+&=%20 ${'x'.repeat(128)}`, '日本語', ' ', '%', 'a#b?c'])(
    'AZ-13 keeps the state %j byte by byte',
    async (state) => {
      for (const scope of ['openid', 'email']) {
        expect((await visit({ state, scope })).url.searchParams.get('state')).toBe(state);
      }
    },
  );

  test('AZ-13 leaves state out when there is none', async () => {
    for (const scope of ['openid', 'email']) {
      expect((await visit({ state: null, scope })).url.searchParams.has('state')).toBe(false);
    }
  });

  test('AZ-14 is 303 after a GET, and after each form on the way', async () => {
    const get = await ana.browser.open(parks.authorizeUrl(), { follow: false });
    expect(get.status).toBe(303);
    expect((await postFrom(parks, ana, parks.query(), false)).status).toBe(303);
    for (const decision of ['yes', 'no']) {
      const app = await CityService.register(service);
      const page = await ana.open(app.authorizeUrl());
      const fields = { decision };
      const { status } = await ana.browser.submit(page.url.pathname, fields, { follow: false });
      expect(status).toBe(303);
      app.close();
    }
  });

  test('AZ-16 is for no other site to read', async () => {
    for (const origin of ['https://evil.example', new URL(parks.callback).origin, 'null']) {
      for (const method of ['GET', 'OPTIONS', 'POST']) {
        const visit = { method, follow: false, headers: { origin } };
        const { headers } = await ana.browser.open(parks.authorizeUrl(), visit);
        const names = Object.keys(headers).filter((name) => name.startsWith('access-control'));
        expect(names).toEqual([]);
      }
    }
  });
});

describe('the pages on the way', () => {
  /** Sign-in, what comes before a provider, consent, and the refusal. */
  async function pages(): Promise<Page[]> {
    const app = await CityService.register(service);
    const stranger = new Resident(service);
    const all = [
      await stranger.open(app.authorizeUrl()),
      await stranger.open(`/link/google${stranger.page.url.search}`),
      await ana.open(app.authorizeUrl()),
      await ana.open(app.authorizeUrl({ client_id: 'nobody' })),
      await stranger.open(app.authorizeUrl({ scope: 'email' })),
    ];
    app.close();
    return all;
  }

  test('AZ-15 are framed by nobody', async () => {
    for (const { headers } of await pages()) {
      expect(headers['x-frame-options']).toBe('DENY');
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    }
  });

  test('AZ-19 tell no other site where the resident was, and load nothing from one', async () => {
    for (const { headers, text } of await pages()) {
      expect(headers['referrer-policy']).toMatch(/^(no-referrer|same-origin)$/);
      expect(headers['content-security-policy']).toContain("default-src 'none'");
      const loaded = [
        ...text.matchAll(/<(?:link|script|img|iframe)\b[^>]*(?:href|src)="([^"]*)"/g),
      ];
      expect(loaded.filter(([, address]) => !address?.startsWith('/assets/'))).toEqual([]);
    }
  });

  test('a trip that asks nothing may end at the app: its origin is allowed where the trip begins', async () => {
    const resident = new Resident(service);
    await resident.open(parks.authorizeUrl());
    const { origin } = new URL(parks.callback);
    const before = await resident.open(`/link/facebook${resident.page.url.search}`);
    expect(before.headers['content-security-policy']).toContain(origin);
    const plain = await resident.open('/link/facebook');
    expect(plain.headers['content-security-policy']).not.toContain(origin);
  });
});

describe('a browser that nobody has signed in with', () => {
  test('AZ-17 sees our page first, with a link that tells the app', async () => {
    const stranger = new Resident(service);
    const page = await stranger.open(parks.authorizeUrl({ scope: 'email' }));
    expect([page.status, page.url.origin]).toEqual([400, service.url]);
    expect(page.text).toContain('Parks Pass sent a request we cannot use');
    const href = /href="([^"]*)">Go back to Parks Pass</.exec(page.text)?.[1] ?? '';
    const back = stranger.browser.open(href.replaceAll('&amp;', '&'));
    expect(toldBy(await back)).toEqual(told(parks, 'invalid_scope'));
  });

  test('AZ-17 sees it in the language of the app, and after a form too', async () => {
    const body = parks.query({ scope: 'email', ui_locales: 'es' });
    const page = await postFrom(parks, new Resident(service), body);
    expect([page.status, page.headers.location]).toEqual([400, undefined]);
    expect(page.text).toContain('Volver a Parks Pass');
  });

  test('AZ-17 is sent on at once where the app wants no page', async () => {
    const asked = new Resident(service).open(
      parks.authorizeUrl({ scope: 'email', prompt: 'none' }),
    );
    expect(toldBy(await asked)).toEqual(told(parks, 'invalid_scope'));
  });

  test('AZ-17 signs in, agrees, and only then goes to the app', async () => {
    const jose = new Resident(service);
    const start = await jose.open(parks.authorizeUrl());
    expect(start.url.pathname + start.url.search).toMatch(/^\/\?r=[0-9a-f-]{36}$/);
    expect(start.text).toContain('Parks Pass');
    await jose.link('google', { person: 'jose' }, start.url.search);
    const page = await jose.open(`/oauth/continue/${start.url.searchParams.get('r')}`);
    expect(page.url.pathname).toMatch(/^\/connect\//);
    expect((await parks.allow(jose)).url.searchParams.has('code')).toBe(true);
  });

  test('finds the request gone after ten minutes', async () => {
    const late = new Resident(service);
    const start = await late.open(parks.authorizeUrl());
    await service.travel(601);
    const page = await late.open(`/oauth/continue/${start.url.searchParams.get('r')}`);
    expect(page.status).toBe(400);
    await ana.travel('google');
  });
});
