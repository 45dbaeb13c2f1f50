import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CityService, claimsOf, headerOf } from '../support/city-service.ts';
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

test('ID-01 openid gives an ID token for the app, signed with RS256', async () => {
  const { idToken, accessToken } = await parks.connect(ana);
  expect(headerOf(idToken)).toMatchObject({ typ: 'JWT', alg: 'RS256' });
  expect(claimsOf(idToken)).toMatchObject({
    iss: service.url,
    sub: claimsOf(accessToken).sub,
    aud: parks.id,
    exp: expect.any(Number),
    iat: expect.any(Number),
  });
});

test('ID-01 an app registered for ES256 gets ES256', async () => {
  const app = await CityService.register(service, { idTokenAlgorithm: 'ES256' });
  expect(headerOf((await app.connect(ana)).idToken).alg).toBe('ES256');
  app.close();
});

test('ID-02 a nonce comes back as it was sent, and is absent when none was', async () => {
  const nonce = 'n-0S6_WzA2Mj ñ';
  expect(claimsOf((await parks.connect(ana, { nonce })).idToken).nonce).toBe(nonce);
  expect(claimsOf((await parks.connect(ana)).idToken)).not.toHaveProperty('nonce');
});

test('ID-03 without openid there is no ID token and no userinfo', async () => {
  const { accessToken, answer } = await parks.connect(ana, { scope: 'linked_accounts' });
  expect(answer.json).not.toHaveProperty('id_token');
  const refused = await parks.userinfo(accessToken);
  expect([refused.status, refused.json.error]).toEqual([403, 'insufficient_scope']);
});

describe('userinfo', () => {
  test('ID-09 tells the subject of the ID token and the accounts that were chosen', async () => {
    const { accessToken, idToken } = await parks.connect(ana);
    const answer = await parks.userinfo(accessToken);
    expect(answer.json).toEqual({
      sub: claimsOf(idToken).sub,
      linked_accounts: [
        { provider: 'google', name: expect.any(String), linked_at: expect.any(Number) },
      ],
    });
    expect(answer.headers['access-control-allow-origin']).toBe('*');
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  test('ID-09 answers POST with the token in the header or in the form', async () => {
    const { accessToken } = await parks.connect(ana);
    expect((await parks.userinfo(accessToken, { method: 'POST' })).status).toBe(200);
    const body = new URLSearchParams({ access_token: accessToken }).toString();
    expect((await parks.call('/oauth/userinfo', { body })).status).toBe(200);
  });

  test('ID-09 tells the subject alone without a scope for accounts', async () => {
    const { accessToken } = await parks.connect(ana, { scope: 'openid' });
    expect(Object.keys((await parks.userinfo(accessToken)).json)).toEqual(['sub']);
  });

  test('ID-09 asks for a token without calling it bad, and calls a bad one bad', async () => {
    const { accessToken } = await parks.connect(ana);
    const none = await parks.call('/oauth/userinfo', { method: 'GET' });
    expect(none.status).toBe(401);
    expect(none.headers['www-authenticate']).toBe('Bearer realm="civic-link"');
    const path = `/oauth/userinfo?access_token=${accessToken}`;
    expect((await parks.call(path, { method: 'GET' })).status).toBe(401);
    const bad = await parks.userinfo('nonsense');
    expect(bad.status).toBe(401);
    expect(bad.headers['www-authenticate']).toContain('error="invalid_token"');
  });
});

test('ID-11 apps of one sector know a resident by one subject, for ever, and others by another', async () => {
  const sector = 'recreation';
  const pools = await CityService.register(service, { sector });
  const halls = await CityService.register(service, { sector });
  const subjectAt = async (app: CityService): Promise<unknown> =>
    claimsOf((await app.connect(ana)).idToken).sub;
  const subject = await subjectAt(pools);
  expect(subject).toMatch(/^[\x21-\x7e]{1,255}$/);
  expect(await subjectAt(halls)).toBe(subject);
  expect(await subjectAt(parks)).not.toBe(subject);
  await service.travel(365 * 86_400);
  await ana.travel('google');
  expect(await subjectAt(pools)).toBe(subject);
  for (const app of [pools, halls]) app.close();
});

test.each(['RS256', 'ES256'] as const)(
  'ID-12 at_hash is right for %s',
  async (idTokenAlgorithm) => {
    const app = await CityService.register(service, { idTokenAlgorithm });
    const { idToken, accessToken } = await app.connect(ana);
    const half = createHash('sha256').update(accessToken).digest().subarray(0, 16);
    expect(claimsOf(idToken).at_hash).toBe(half.toString('base64url'));
    app.close();
  },
);

test('ID-13 a refresh brings no ID token, since nobody has signed in', async () => {
  const { refreshToken } = await parks.connect(ana);
  expect((await parks.refresh(refreshToken)).json).not.toHaveProperty('id_token');
});
