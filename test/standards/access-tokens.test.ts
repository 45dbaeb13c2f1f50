import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { CityService, claimsOf, headerOf } from '../support/city-service.ts';
import { Resident } from '../support/resident.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

let service: TestService;
let parks: CityService;
let library: CityService;
let ana: Resident;

beforeAll(async () => {
  service = await startTestService();
  parks = await CityService.register(service);
  library = await CityService.register(service, { name: 'City Library' });
  ana = new Resident(service);
  await ana.link('google');
});
afterAll(async () => {
  parks.close();
  library.close();
  await service.stop();
});

test('AT-07 puts into the tokens what is listed, and nothing about the person', async () => {
  const { json } = await parks.redeem(await parks.codeFrom(ana));
  const access = String(json.access_token);
  expect(headerOf(access)).toMatchObject({ typ: 'at+jwt', alg: 'ES256' });
  const { sub } = claimsOf(access);
  const time = expect.any(Number);
  expect(claimsOf(access)).toEqual({
    iss: service.url,
    sub: expect.stringMatching(/^[\w-]{43}$/),
    aud: `urn:civic-link:app:${parks.id}`,
    iat: time,
    exp: time,
    jti: expect.any(String),
    client_id: parks.id,
    scope: 'openid linked_accounts offline_access',
    sid: expect.any(String),
    epochs: Array(3).fill(expect.stringMatching(/^[\w-]{12}$/)),
    auth_time: time,
  });
  expect(headerOf(String(json.id_token))).toMatchObject({ typ: 'JWT', alg: 'RS256' });
  expect(claimsOf(String(json.id_token))).toEqual({
    iss: service.url,
    sub,
    aud: parks.id,
    sid: expect.any(String),
    iat: time,
    exp: time,
    auth_time: time,
    at_hash: expect.stringMatching(/^[\w-]{22}$/),
  });
});

test('AT-08 two apps know one resident under two names, one app always under one', async () => {
  const first = claimsOf((await parks.connect(ana)).accessToken).sub;
  const again = await parks.connect(ana);
  const other = await library.connect(ana);
  expect(claimsOf(again.accessToken).sub).toBe(first);
  expect(claimsOf(other.accessToken).sub).not.toBe(first);
  const ids = await service.database.query<{ id: string }>('select id from civic.resident');
  expect(ids.map(({ id }) => id)).not.toContain(first);
});

test('AT-01 an access token says that it is one, and by which published key', async () => {
  const { accessToken } = await parks.connect(ana);
  const { keys } = (await parks.call('/.well-known/jwks.json', { method: 'GET' })).json;
  const { kid, typ, alg } = headerOf(accessToken);
  expect([typ, alg]).toEqual(['at+jwt', 'ES256']);
  expect(keys).toContainEqual(expect.objectContaining({ kid, alg, use: 'sig' }));
});

test('AT-02 no two tokens have the same jti, which has 256 random bits', async () => {
  const first = await parks.connect(ana);
  const tokens = [first.accessToken];
  let { refreshToken } = first;
  while (tokens.length < 20) {
    const { json } = await parks.refresh(refreshToken);
    tokens.push(String(json.access_token));
    refreshToken = String(json.refresh_token);
  }
  const ids = tokens.map((token) => String(claimsOf(token).jti));
  expect(new Set(ids).size).toBe(tokens.length);
  for (const id of ids) expect(id).toMatch(/^[\w-]{43}$/);
});

test('AT-04 each API has its own audience, and there always is one', async () => {
  const parksToken = await parks.connect(ana);
  const libraryToken = await library.connect(ana);
  expect(claimsOf(parksToken.accessToken).aud).toBe(`urn:civic-link:app:${parks.id}`);
  expect(claimsOf(libraryToken.accessToken).aud).toBe(`urn:civic-link:app:${library.id}`);
  const { aud } = claimsOf((await parks.connect(ana, { scope: 'linked_accounts' })).accessToken);
  expect(aud).toBe(`urn:civic-link:app:${parks.id}`);
});

test('AT-05 the scope of a token is what was granted, separated by spaces', async () => {
  const { accessToken, answer } = await parks.connect(ana, { scope: 'openid linked_accounts' });
  expect(claimsOf(accessToken).scope).toBe('openid linked_accounts');
  expect(answer.json.scope).toBe('openid linked_accounts');
});

test('AT-06 a token lives for five minutes and says so', async () => {
  const { accessToken, answer } = await parks.connect(ana);
  const { iat, exp } = claimsOf(accessToken);
  expect([Number(exp) - Number(iat), answer.json.expires_in]).toEqual([300, 300]);
});

test('AT-09 an ID token is no access token anywhere', async () => {
  const { idToken } = await parks.connect(ana);
  expect((await parks.introspect(idToken)).text).toBe('{"active":false}');
  expect((await parks.userinfo(idToken)).status).toBe(401);
  const headers = { authorization: `Bearer ${idToken}`, 'content-type': 'application/json' };
  const api = await parks.call('/api/admin/links/x/revoke', { headers, body: '{}' });
  expect(api.status).toBe(401);
});

test('AT-10 a refresh does not change when the resident signed in', async () => {
  const { accessToken, idToken, refreshToken } = await parks.connect(ana);
  const signedIn = claimsOf(idToken).auth_time;
  expect(claimsOf(accessToken).auth_time).toBe(signedIn);
  await service.travel(120);
  const { json } = await parks.refresh(refreshToken);
  const later = claimsOf(String(json.access_token));
  expect(later.auth_time).toBe(signedIn);
  expect(Number(later.iat)).toBeGreaterThan(Number(claimsOf(accessToken).iat));
});
