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

describe('a request', () => {
  test('AZ-01 is a GET, or a form posted from another site, which brings no cookie', async () => {
    expect((await visit()).url.searchParams.has('code')).toBe(true);
    const posted = await postFrom(parks, new Resident(service), parks.query(), false);
    expect([posted.status, posted.headers['set-cookie']]).toEqual([303, undefined]);
    const back = await ana.open(String(posted.headers.location));
    expect(back.url.searchParams.has('code')).toBe(true);
    const stranger = await new Resident(service).open(String(posted.headers.location));
    expect(stranger.status).toBe(400);
  });

  test('AZ-01 posted with mistakes is answered as a GET would be', async () => {
    const wrong = await postFrom(parks, ana, parks.query({ scope: 'email' }));
    expect(wrong.url.searchParams.get('error')).toBe('invalid_scope');
    const foreign = await postFrom(parks, ana, parks.query({ client_id: 'nobody' }));
    expect(foreign.status).toBe(400);
    expect(foreign.headers['content-type']).toMatch(/^text\/html/);
  });
});

describe('a request the app got wrong is told to the app, with state and iss', () => {
  test.each<[string, Changes, string]>([
    ['AZ-06 no PKCE', { code_challenge: null, code_challenge_method: null }, 'invalid_request'],
    ['AZ-06 no challenge', { code_challenge: null }, 'invalid_request'],
    ['AZ-07 plain PKCE', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['AZ-07 PKCE without a method', { code_challenge_method: null }, 'invalid_request'],
    ['AZ-07 an unknown method', { code_challenge_method: 's256' }, 'invalid_request'],
    ['AZ-08 a short challenge', { code_challenge: 'short' }, 'invalid_request'],
    ['AZ-08 a long challenge', { code_challenge: 'a'.repeat(44) }, 'invalid_request'],
    ['AZ-08 a challenge of other letters', { code_challenge: '+'.repeat(43) }, 'invalid_request'],
    ['AZ-10 no response_type', { response_type: null }, 'invalid_request'],
    ['AZ-10 the implicit flow', { response_type: 'token' }, 'unsupported_response_type'],
    ['AZ-10 an ID token alone', { response_type: 'id_token' }, 'unsupported_response_type'],
    ['AZ-10 two responses', { response_type: 'code token' }, 'unsupported_response_type'],
    ['AZ-10 no response', { response_type: 'none' }, 'unsupported_response_type'],
    ['AZ-11 an unknown scope', { scope: 'openid email' }, 'invalid_scope'],
    ['AZ-11 a service scope', { scope: 'openid admin:links.revoke' }, 'invalid_scope'],
    ['AZ-11 scope syntax', { scope: 'openid "x"' }, 'invalid_scope'],
    ['AZ-11 two spaces', { scope: 'openid  linked_accounts' }, 'invalid_scope'],
  ])('%s', async (_, changes, error) => {
    expect(toldBy(await visit(changes))).toEqual(told(parks, error));
  });

  test('AZ-06 no PKCE from an app without a secret', async () => {
    const app = await CityService.register(service, { kind: 'public' });
    const page = await ana.open(app.authorizeUrl({ code_challenge: null }));
    expect(page.url.searchParams.get('error')).toBe('invalid_request');
    app.close();
  });

  test('AZ-11 a scope the app is not registered for', async () => {
    const app = await CityService.register(service, { scopes: ['openid'] });
    const page = await ana.open(app.authorizeUrl({ scope: 'openid linked_accounts' }));
    expect(page.url.searchParams.get('error')).toBe('invalid_scope');
    app.close();
  });

  test.each(['state', 'scope', 'nonce', 'unknown', 'id_token_hint'])(
    'AZ-09 %s given twice',
    async (name) => {
      const page = await ana.open(`${parks.authorizeUrl({ nonce: 'n' })}&${name}=a&${name}=b`);
      expect(page.url.searchParams.get('error')).toBe('invalid_request');
    },
  );

  test.each(['state[]=x', 'scope[a]=openid', 'x=%00'])('AZ-09 %s', async (pair) => {
    const page = await ana.open(`${parks.authorizeUrl()}&${pair}`);
    expect(page.url.searchParams.get('error')).toBe('invalid_request');
  });

  test('AZ-09 what is empty is absent, and what is unknown is ignored', async () => {
    const page = await visit({ nonce: '', prompt: '', max_age: '', state: '', wish: 'z' });
    expect(page.url.searchParams.has('code')).toBe(true);
    expect(page.url.searchParams.has('state')).toBe(false);
  });
});

describe('size', () => {
  test('AZ-23 a state of four kilobytes comes back', async () => {
    const state = 's'.repeat(4096);
    expect((await visit({ state })).url.searchParams.get('state')).toBe(state);
    const start = await new Resident(service).open(parks.authorizeUrl({ state }));
    expect(start.url.pathname).toBe('/');
  });

  test('AZ-23 an address of sixteen kilobytes is refused, a form of that size is read', async () => {
    const changes = { wish: 'w'.repeat(16_384) };
    expect((await visit(changes)).status).toBe(431);
    const posted = await postFrom(parks, ana, parks.query(changes));
    expect(posted.url.searchParams.has('code')).toBe(true);
  });
});
