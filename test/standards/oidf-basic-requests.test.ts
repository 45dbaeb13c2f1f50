import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { CityService } from '../support/city-service.ts';
import { newPerson } from '../support/evidence.ts';
import { RelyingParty } from '../support/relying-party.ts';
import { Resident } from '../support/resident.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

/* The modules about the parameters of an authorization request. */

let service: TestService;
let parks: CityService;
let party: RelyingParty;
let person: string;
let ana: Resident;

beforeAll(async () => {
  service = await startTestService();
  parks = await CityService.register(service);
  party = await RelyingParty.discover(parks);
  person = newPerson(service);
  ana = new Resident(service);
  await ana.link('google', { person });
  await parks.connect(ana);
});
afterAll(async () => {
  parks.close();
  await service.stop();
});

const visit = (changes: Record<string, string | null>) => ana.open(parks.authorizeUrl(changes));
const errorOf = async (changes: Record<string, string | null>): Promise<string | null> =>
  (await visit(changes)).url.searchParams.get('error');

test('oidcc-response-type-missing', async () => {
  expect(await errorOf({ response_type: null })).toBe('invalid_request');
});

test.each([
  ['oidcc-display-page', { display: 'page' }],
  ['oidcc-display-popup', { display: 'popup' }],
  ['oidcc-ensure-request-with-unknown-parameter-succeeds', { extra: 'foobar' }],
  ['oidcc-login-hint', { login_hint: 'ana@example.com' }],
  ['oidcc-ui-locales', { ui_locales: 'se' }],
  ['oidcc-claims-locales', { claims_locales: 'se' }],
  ['oidcc-ensure-request-with-acr-values-succeeds', { acr_values: '1 2' }],
])('%s', async (_, changes) => {
  const { claims } = await party.signIn(ana, { nonce: 'n-1', ...changes });
  expect(claims.nonce).toBe('n-1');
});

test('oidcc-alternate-happy-flow', async () => {
  const callback = `${parks.callback}?dummy1=lorem&dummy2=ipsum`;
  const app = await CityService.register(service, { redirectUris: [parks.callback, callback] });
  const long = 'a-._~'.repeat(25);
  const changes = { redirect_uri: callback, state: long, nonce: long };
  const { page, claims } = await (await RelyingParty.discover(app)).signIn(ana, changes);
  expect(page.url.searchParams.get('dummy2')).toBe('ipsum');
  expect(claims.nonce).toBe(long);
  app.close();
});

test('oidcc-prompt-login', async () => {
  const first = await party.signIn(ana, { max_age: '10000' });
  await service.travel(2);
  const start = await visit({ prompt: 'login', max_age: '10000' });
  expect(start.url.pathname).toBe('/');
  const second = await party.finish(await ana.travel('google', { person }, start.url.search));
  expect(second.claims.auth_time).toBeGreaterThan(first.claims.auth_time ?? 0);
  expect(second.claims.sub).toBe(first.claims.sub);
});

test('oidcc-prompt-none-not-logged-in', async () => {
  const page = await new Resident(service).open(parks.authorizeUrl({ prompt: 'none' }));
  expect(page.url.href.startsWith(parks.callback)).toBe(true);
  expect(page.url.searchParams.get('error')).toBe('login_required');
  expect(page.url.searchParams.get('state')).toBe('state-1');
});

test('oidcc-prompt-none-logged-in', async () => {
  const first = await party.signIn(ana, { max_age: '10000' });
  await service.travel(1);
  const page = await visit({ prompt: 'none', max_age: '10000' });
  const second = await party.finish(page);
  expect(second.claims.sub).toBe(first.claims.sub);
  expect(second.claims.auth_time).toBe(first.claims.auth_time);
});

test('oidcc-max-age-1', async () => {
  const first = await party.signIn(ana, { max_age: '10000' });
  await service.travel(2);
  const start = await visit({ max_age: '1' });
  expect(start.url.pathname).toBe('/');
  const { claims } = await party.finish(await ana.travel('google', { person }, start.url.search));
  expect(claims.auth_time).toBeGreaterThan(first.claims.auth_time ?? 0);
  expect((claims.iat ?? 0) - (claims.auth_time ?? 0)).toBeLessThanOrEqual(1);
});

test('oidcc-max-age-10000', async () => {
  const first = await party.signIn(ana);
  await service.travel(1);
  const second = await party.finish(await visit({ max_age: '10000' }));
  expect(second.claims.auth_time).toEqual(expect.any(Number));
  expect(second.claims.auth_time).toBe(first.claims.auth_time);
});

test('oidcc-id-token-hint', async () => {
  const { idToken, claims } = await party.signIn(ana);
  const again = await party.finish(await visit({ prompt: 'none', id_token_hint: idToken }));
  expect(again.claims.sub).toBe(claims.sub);
});

test('oidcc-ensure-registered-redirect-uri', async () => {
  const page = await visit({ redirect_uri: `${parks.callback}/Rgq` });
  expect(page.status).toBe(400);
  expect(page.url.origin).toBe(service.url);
});

test('oidcc-ensure-post-request-succeeds', async () => {
  const page = await ana.browser.open(`${service.url}/oauth/authorize`, {
    method: 'POST',
    body: parks.query().toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
  expect((await party.finish(page)).answer.status).toBe(200);
});

const unsigned = (claims: object): string =>
  [{ alg: 'none' }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.') + '.';

test('oidcc-request-uri-unsigned-supported-correctly-or-rejected-as-unsupported', async () => {
  expect(party.metadata.request_uri_parameter_supported).toBe(false);
  expect(await errorOf({ request_uri: 'https://parks.example.gov/request.jwt' })).toBe(
    'request_uri_not_supported',
  );
});

test('oidcc-unsigned-request-object-supported-correctly-or-rejected-as-unsupported', async () => {
  expect(party.metadata.request_parameter_supported).toBe(false);
  const request = unsigned({ client_id: parks.id, response_type: 'code' });
  expect(await errorOf({ request })).toBe('request_not_supported');
});

test('oidcc-ensure-request-object-with-redirect-uri', async () => {
  const request = unsigned({ client_id: parks.id, redirect_uri: parks.callback });
  for (const redirect_uri of [null, 'https://evil.example/callback']) {
    const page = await visit({ request, redirect_uri });
    expect([page.status, page.url.origin]).toEqual([400, service.url]);
  }
});

test('oidcc-claims-essential', async () => {
  expect(party.metadata.claims_parameter_supported).toBe(false);
  const { claims, accessToken } = await party.signIn(ana, {
    claims: JSON.stringify({ userinfo: { name: { essential: true } } }),
  });
  const userinfo = await parks.userinfo(accessToken);
  expect(userinfo.json.sub).toBe(claims.sub);
  expect(userinfo.json).not.toHaveProperty('name');
});
