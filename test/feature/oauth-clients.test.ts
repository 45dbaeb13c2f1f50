import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CityService, claimsOf } from '../support/city-service.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

let service: TestService;
let desk: CityService;
let parks: CityService;
let kiosk: CityService;

beforeAll(async () => {
  service = await startTestService();
  desk = await CityService.register(service, {
    redirectUris: [],
    scopes: ['admin:links.revoke'],
    grantTypes: ['client_credentials'],
    scopesApproved: true,
  });
  parks = await CityService.register(service);
  kiosk = await CityService.register(service, { kind: 'public' });
});
afterAll(async () => {
  for (const app of [desk, parks, kiosk]) app.close();
  await service.stop();
});

const asItself = { grant_type: 'client_credentials' };
describe('the token endpoint', () => {
  test.each([
    ['no grant_type', { grant_type: '' }, 'invalid_request'],
    ['an unknown one', { grant_type: 'magic' }, 'unsupported_grant_type'],
    ['passwords', { grant_type: 'password' }, 'unsupported_grant_type'],
    ['one the app may not use', { grant_type: 'refresh_token' }, 'unauthorized_client'],
    ['a scope the app does not have', { scope: 'openid' }, 'invalid_scope'],
    ['scope syntax', { scope: 'a  b' }, 'invalid_scope'],
  ])('refuses %s', async (_, fields, error) => {
    const answer = await desk.token({ ...asItself, ...fields });
    expect([answer.status, answer.json.error]).toEqual([400, error]);
    expect(String(answer.json.error_description)).toMatch(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/);
  });

  test('reads forms only, by POST only, each parameter once', async () => {
    const json = await desk.token(asItself, { headers: { 'content-type': 'application/json' } });
    expect(json.status).toBe(400);
    const body = JSON.stringify({ ...asItself, client_id: desk.id, client_secret: desk.secret });
    const headers = { 'content-type': 'application/json' };
    const wellFormed = await desk.call('/oauth/token', { body, headers });
    expect([wellFormed.status, wellFormed.json.error]).toEqual([400, 'invalid_request']);
    const empty = await desk.call('/oauth/token', {});
    expect([empty.status, empty.json.error]).toEqual([400, 'invalid_request']);
    const twice = await desk.token(
      {},
      { body: 'grant_type=client_credentials&grant_type=client_credentials' },
    );
    expect([twice.status, twice.json.error]).toEqual([400, 'invalid_request']);
    const get = await desk.call('/oauth/token', { method: 'GET' });
    expect([get.status, get.headers.allow]).toEqual([405, 'POST']);
  });

  test('lets no other site read its answers', async () => {
    const answer = await desk.token(asItself, { headers: { origin: 'https://evil.example' } });
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  });
});

describe('a service token', () => {
  test('is for our own API, in the name of the app, and brings no refresh token', async () => {
    const { json } = await desk.token(asItself);
    expect(Object.keys(json).toSorted()).toEqual([
      'access_token',
      'expires_in',
      'scope',
      'token_type',
    ]);
    expect(claimsOf(String(json.access_token))).toMatchObject({
      sub: desk.id,
      client_id: desk.id,
      aud: service.url,
      scope: 'admin:links.revoke',
    });
  });

  test('writes nothing after the first: one living grant serves every request', async () => {
    const tokens = await Promise.all(Array.from({ length: 10 }, () => desk.token(asItself)));
    const grants = new Set(tokens.map(({ json }) => claimsOf(String(json.access_token)).sid));
    expect(grants.size).toBe(1);
    const rows = await service.database.query('select 1 from civic.app_grant where app_id = $1', [
      desk.id,
    ]);
    expect(rows).toHaveLength(1);
  });

  test('opens no userinfo', async () => {
    const { json } = await desk.token(asItself);
    const answer = await desk.userinfo(String(json.access_token));
    expect([answer.status, answer.json.error]).toEqual([403, 'insufficient_scope']);
  });

  test('can be given back, and the app gets another', async () => {
    const token = String((await desk.token(asItself)).json.access_token);
    expect((await desk.introspect(token)).json.active).toBe(true);
    await desk.revoke(token);
    expect((await desk.introspect(token)).text).toBe('{"active":false}');
    expect((await desk.token(asItself)).status).toBe(200);
  });

  test('is not for apps that act for residents', async () => {
    expect((await parks.token(asItself)).json.error).toBe('unauthorized_client');
  });
});
