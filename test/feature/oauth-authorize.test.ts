import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Apps } from '../../src/apps/apps.ts';
import { CityService, claimsOf } from '../support/city-service.ts';
import { Resident } from '../support/resident.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

let service: TestService;
let parks: CityService;
let ana: Resident;

beforeAll(async () => {
  service = await startTestService();
  parks = await CityService.register(service);
  ana = new Resident(service);
  await ana.link('google');
});
afterAll(async () => {
  parks.close();
  await service.stop();
});

const visit = (changes: Record<string, string | null>) => ana.open(parks.authorizeUrl(changes));

describe('a request whose app or address cannot be trusted', () => {
  test.each([
    ['no client', { client_id: null }],
    ['an unknown client', { client_id: 'nobody' }],
    ['no redirect URI', { redirect_uri: null }],
    ['a foreign redirect URI', { redirect_uri: 'https://evil.example/callback' }],
  ])('%s: a page with status 400, and the browser stays', async (_, changes) => {
    const page = await visit(changes);
    expect(page.status).toBe(400);
    expect(page.headers['content-type']).toMatch(/^text\/html/);
    expect(page.headers.location).toBeUndefined();
  });

  test.each([
    (uri: string) => `${uri}/`,
    (uri: string) => `${uri}?a=b`,
    (uri: string) => uri.replace('/callback', '//callback'),
    (uri: string) => uri.replace('/callback', '/CALLBACK'),
    (uri: string) => uri.replace('/callback', '/%63allback'),
    (uri: string) => uri.replace('http://', 'http://evil@'),
    (uri: string) => uri.replace('127.0.0.1', '127.0.0.1.evil.example'),
    (uri: string) => `${uri}#x`,
    (uri: string) => uri.replace(/:\d+/, ''),
  ])('refuses a redirect URI that is only similar (%#)', async (similar) => {
    const page = await visit({ redirect_uri: similar(parks.callback) });
    expect(page.status).toBe(400);
    expect(page.text).toContain('invalid_redirect_uri');
  });

  test('a client_id or redirect_uri given twice is trusted in neither value', async () => {
    for (const name of ['client_id', 'redirect_uri']) {
      const page = await ana.open(`${parks.authorizeUrl()}&${name}=https://evil.example`);
      expect(page.status).toBe(400);
    }
  });

  test('an app that is switched off gets nobody', async () => {
    const off = await CityService.register(service);
    await service.running.app.get(Apps).disable(off.id);
    expect((await ana.open(off.authorizeUrl())).status).toBe(400);
    off.close();
  });
});

describe('a request the app got wrong', () => {
  test.each([
    ['no response_type', { response_type: null }, 'invalid_request'],
    ['the implicit flow', { response_type: 'token' }, 'unsupported_response_type'],
    ['the hybrid flow', { response_type: 'code id_token' }, 'unsupported_response_type'],
    ['fragment responses', { response_mode: 'fragment' }, 'invalid_request'],
    ['no PKCE', { code_challenge: null, code_challenge_method: null }, 'invalid_request'],
    ['plain PKCE', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['PKCE without a method', { code_challenge_method: null }, 'invalid_request'],
    ['a short challenge', { code_challenge: 'short' }, 'invalid_request'],
    ['a challenge of other letters', { code_challenge: '+'.repeat(43) }, 'invalid_request'],
    ['an unknown scope', { scope: 'openid email' }, 'invalid_scope'],
    ['a service scope', { scope: 'openid admin:links.revoke' }, 'invalid_scope'],
    ['scope syntax', { scope: 'openid "x"' }, 'invalid_scope'],
    ['another resource', { resource: 'https://other.example.gov' }, 'invalid_target'],
    ['a request object', { request: 'eyJ' }, 'request_not_supported'],
    ['a request URI', { request_uri: 'https://a.example' }, 'request_uri_not_supported'],
    ['prompt none and login', { prompt: 'none login' }, 'invalid_request'],
    ['a malformed max_age', { max_age: '-1' }, 'invalid_request'],
  ])('%s: told to the app, with state and iss', async (_, changes, error) => {
    const page = await visit(changes);
    expect(page.url.href.split('?')[0]).toBe(parks.callback);
    const { state, iss, ...rest } = Object.fromEntries(page.url.searchParams);
    expect({ error: rest.error, state, iss }).toEqual({
      error,
      state: 'state-1',
      iss: service.url,
    });
  });

  test.each(['state', 'scope', 'nonce', 'unknown'])('%s given twice', async (name) => {
    const page = await ana.open(`${parks.authorizeUrl({ nonce: 'n' })}&${name}=a&${name}=b`);
    expect(page.url.searchParams.get('error')).toBe('invalid_request');
  });

  test.each(['state[]=x', 'scope[a]=openid'])('%s', async (pair) => {
    const page = await ana.open(`${parks.authorizeUrl()}&${pair}`);
    expect(page.url.searchParams.get('error')).toBe('invalid_request');
  });

  test('an app registered without the scope does not get it', async () => {
    const app = await CityService.register(service, { scopes: ['openid'] });
    const page = await ana.open(app.authorizeUrl({ scope: 'openid linked_accounts' }));
    expect(page.url.searchParams.get('error')).toBe('invalid_scope');
    app.close();
  });
});

describe('a right request', () => {
  test('keeps state byte by byte, and leaves it out when there is none', async () => {
    const state = `ü+&=%20 ${'x'.repeat(128)}`;
    await parks.codeFrom(ana);
    expect((await visit({ state })).url.searchParams.get('state')).toBe(state);
    expect((await visit({ state: null })).url.searchParams.has('state')).toBe(false);
  });

  test('ignores what it does not know', async () => {
    const page = await visit({
      display: 'popup',
      acr_values: 'x',
      login_hint: 'y',
      claims_locales: 'de',
      wish: 'z',
    });
    expect(page.url.searchParams.has('code')).toBe(true);
  });

  test('redirects with 303 only, and allows no other site to read it', async () => {
    const page = await ana.browser.open(parks.authorizeUrl(), {
      follow: false,
      headers: { origin: 'https://evil.example' },
    });
    expect(page.status).toBe(303);
    expect(page.headers['access-control-allow-origin']).toBeUndefined();
  });

  test('takes its own resource as a parameter', async () => {
    const page = await visit({ resource: `urn:civic-link:app:${parks.id}` });
    expect(page.url.searchParams.has('code')).toBe(true);
  });
});

describe('a resident who is not signed in', () => {
  test('signs in first, and then goes on to consent and the app', async () => {
    const jose = new Resident(service);
    const start = await jose.open(parks.authorizeUrl());
    expect(start.url.pathname + start.url.search).toMatch(/^\/\?r=[0-9a-f-]{36}$/);
    expect(start.text).toContain('Parks Pass');
    await jose.link('google', { person: 'jose' }, start.url.search);
    const page = await jose.open(`/oauth/continue/${start.url.searchParams.get('r')}`);
    expect(page.url.pathname).toMatch(/^\/connect\//);
    const back = await jose.browser.submit(page.url.pathname, { decision: 'yes' });
    expect(back.url.searchParams.has('code')).toBe(true);
  });

  test('sees the page in the language the app asks for', async () => {
    const page = await new Resident(service).open(
      parks.authorizeUrl({ ui_locales: 'fr es-MX en' }),
    );
    expect(page.url.pathname).toBe('/es');
  });

  test('who never comes back finds the request gone after ten minutes', async () => {
    const late = new Resident(service);
    const start = await late.open(parks.authorizeUrl());
    await service.travel(601);
    const page = await late.open(`/oauth/continue/${start.url.searchParams.get('r')}`);
    expect(page.status).toBe(400);
    await ana.travel('google');
  });
});

describe('prompt and max_age', () => {
  test('none never shows a page', async () => {
    const stranger = new Resident(service);
    const noLogin = await stranger.open(parks.authorizeUrl({ prompt: 'none' }));
    expect(noLogin.url.searchParams.get('error')).toBe('login_required');
    const app = await CityService.register(service);
    const noConsent = await ana.open(app.authorizeUrl({ prompt: 'none' }));
    expect(noConsent.url.searchParams.get('error')).toBe('consent_required');
    await app.codeFrom(ana);
    const silent = await ana.open(app.authorizeUrl({ prompt: 'none' }));
    expect(silent.url.searchParams.has('code')).toBe(true);
    app.close();
  });

  test('login asks for a new sign-in and is content with it', async () => {
    await parks.codeFrom(ana);
    const start = await visit({ prompt: 'login' });
    expect(start.url.pathname).toBe('/');
    const back = await ana.travel('google', {}, start.url.search);
    expect(back.url.searchParams.has('code')).toBe(true);
  });

  test('max_age asks for a new sign-in when the last is too old, and says when it was', async () => {
    await service.travel(2);
    const start = await visit({ max_age: '1' });
    expect(start.url.pathname).toBe('/');
    const back = await ana.travel('google', {}, start.url.search);
    const answer = await parks.redeem(back.url.searchParams.get('code') ?? '');
    const { auth_time: authTime, iat } = claimsOf(String(answer.json.id_token));
    expect(Number(iat) - Number(authTime)).toBeLessThanOrEqual(2);
    expect((await visit({ max_age: '1000' })).url.searchParams.has('code')).toBe(true);
  });
});

describe('a request posted as a form', () => {
  const post = (resident: Resident, body: string) =>
    resident.browser.open(`${service.url}/oauth/authorize`, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'sec-fetch-site': 'cross-site',
        origin: 'https://parks.example.gov',
      },
    });

  test('from another site, which brings no cookie, reaches the resident who is signed in', async () => {
    await parks.codeFrom(ana);
    const cookieless = new Resident(service);
    const { headers } = await cookieless.browser.open(`${service.url}/oauth/authorize`, {
      method: 'POST',
      body: parks.query().toString(),
      follow: false,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(headers['set-cookie']).toBeUndefined();
    const back = await ana.open(String(headers.location));
    expect(back.url.searchParams.has('code')).toBe(true);
    const stranger = await new Resident(service).open(String(headers.location));
    expect(stranger.status).toBe(400);
  });

  test('with mistakes is answered as a GET would be', async () => {
    const wrong = await post(ana, parks.query({ scope: 'email' }).toString());
    expect(wrong.url.searchParams.get('error')).toBe('invalid_scope');
    const foreign = await post(ana, parks.query({ client_id: 'nobody' }).toString());
    expect(foreign.status).toBe(400);
    expect(foreign.headers['content-type']).toMatch(/^text\/html/);
  });
});

test('a trip for an app may end at the app without a page in between', async () => {
  const resident = new Resident(service);
  await resident.open(parks.authorizeUrl());
  const before = await resident.open(`/link/facebook${resident.page.url.search}`);
  const policy = String(before.headers['content-security-policy']);
  expect(policy).toContain(new URL(parks.callback).origin);
  const plain = await resident.open('/link/facebook');
  expect(String(plain.headers['content-security-policy'])).not.toContain(
    new URL(parks.callback).origin,
  );
});
