import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { decodeProtectedHeader, errors } from 'jose';
import { CityService } from '../support/city-service.ts';
import { newPerson } from '../support/evidence.ts';
import { RelyingParty } from '../support/relying-party.ts';
import { Resident } from '../support/resident.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

/* The modules about tokens, codes and userinfo; those about the parameters of a request have a file of their own. */

let service: TestService;
let parks: CityService;
let party: RelyingParty;
let ana: Resident;

beforeAll(async () => {
  service = await startTestService();
  parks = await CityService.register(service);
  party = await RelyingParty.discover(parks);
  ana = new Resident(service);
  await ana.link('google', { person: newPerson(service) });
});
afterAll(async () => {
  parks.close();
  await service.stop();
});

const supported = (member: string): unknown[] => (party.metadata[member] ?? []) as unknown[];

test('oidcc-server', async () => {
  const { claims, accessToken } = await party.signIn(ana, { nonce: 'n-1', state: 's-1' });
  const userinfo = await parks.userinfo(accessToken);
  expect(userinfo.status).toBe(200);
  expect(userinfo.headers['content-type']).toMatch(/^application\/json/);
  expect(userinfo.json.sub).toBe(claims.sub);
});

test('oidcc-idtoken-signature', async () => {
  const { idToken } = await party.signIn(ana);
  expect(decodeProtectedHeader(idToken).kid).toEqual(expect.any(String));
  const [header, , signature] = idToken.split('.');
  const other = Buffer.from(JSON.stringify({ sub: 'somebody else' })).toString('base64url');
  await expect(party.verify(`${header}.${other}.${signature}`)).rejects.toThrow(
    errors.JWSSignatureVerificationFailed,
  );
});

test('oidcc-idtoken-unsigned', async () => {
  expect(supported('id_token_signing_alg_values_supported')).not.toContain('none');
  const register = CityService.register(service, { idTokenAlgorithm: 'none' as 'RS256' });
  await expect(register).rejects.toThrow('algorithm');
});

test('oidcc-userinfo-get', async () => {
  const { claims, accessToken } = await party.signIn(ana);
  expect((await parks.userinfo(accessToken)).json.sub).toBe(claims.sub);
});

test('oidcc-userinfo-post-header', async () => {
  const { claims, accessToken } = await party.signIn(ana);
  expect((await parks.userinfo(accessToken, { method: 'POST' })).json.sub).toBe(claims.sub);
});

test('oidcc-userinfo-post-body', async () => {
  const { claims, accessToken } = await party.signIn(ana);
  const body = new URLSearchParams({ access_token: accessToken }).toString();
  expect((await parks.call('/oauth/userinfo', { body })).json.sub).toBe(claims.sub);
});

test('oidcc-ensure-request-without-nonce-succeeds-for-code-flow', async () => {
  const { claims } = await party.signIn(ana, { nonce: null });
  expect(claims).not.toHaveProperty('nonce');
});

test.each([
  ['oidcc-scope-profile', 'profile'],
  ['oidcc-scope-email', 'email'],
  ['oidcc-scope-address', 'address'],
  ['oidcc-scope-phone', 'phone'],
  ['oidcc-scope-all', 'profile email address phone'],
])('%s', async (_, scope) => {
  for (const word of scope.split(' ')) expect(supported('scopes_supported')).not.toContain(word);
  const page = await ana.open(parks.authorizeUrl({ scope: `openid ${scope}` }));
  expect(page.url.searchParams.get('error')).toBe('invalid_scope');
  expect(page.url.searchParams.get('iss')).toBe(service.url);
});

test('oidcc-codereuse', async () => {
  const code = await parks.codeFrom(ana);
  expect((await parks.redeem(code)).status).toBe(200);
  const again = await parks.redeem(code);
  expect([again.status, again.json.error]).toEqual([400, 'invalid_grant']);
});

test('oidcc-codereuse-30seconds', async () => {
  const { page, accessToken } = await party.signIn(ana);
  await service.travel(30);
  const again = await parks.redeem(page.url.searchParams.get('code') ?? '');
  expect([again.status, again.json.error]).toEqual([400, 'invalid_grant']);
  expect((await parks.userinfo(accessToken)).status).toBe(401);
});

test('oidcc-server-client-secret-post', async () => {
  expect(supported('token_endpoint_auth_methods_supported')).toContain('client_secret_post');
  const app = await CityService.register(service, { authMethod: 'client_secret_post' });
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    code: await app.codeFrom(ana),
    redirect_uri: app.callback,
    code_verifier: app.verifier,
    client_id: app.id,
    client_secret: app.secret,
  }).toString();
  const { status, json } = await app.call('/oauth/token', { body });
  expect(status).toBe(200);
  const claims = await (await RelyingParty.discover(app)).verify(String(json.id_token));
  expect((await app.userinfo(String(json.access_token))).json.sub).toBe(claims.sub);
  app.close();
});

test('oidcc-refresh-token', async () => {
  const { claims, accessToken, answer } = await party.signIn(ana, { prompt: 'consent' });
  const stranger = await CityService.register(service);
  const refreshToken = String(answer.json.refresh_token);
  const refused = await stranger.refresh(refreshToken);
  expect([refused.status, refused.json.error]).toEqual([400, 'invalid_grant']);
  const { status, json } = await parks.refresh(refreshToken);
  expect(status).toBe(200);
  expect(json.access_token).not.toBe(accessToken);
  const {
    iss,
    sub,
    aud,
    auth_time: authTime,
  } = 'id_token' in json ? await party.verify(String(json.id_token)) : claims;
  expect({ iss, sub, aud, authTime }).toEqual({
    iss: claims.iss,
    sub: claims.sub,
    aud: claims.aud,
    authTime: claims.auth_time,
  });
  expect((await parks.userinfo(String(json.access_token))).json.sub).toBe(claims.sub);
  stranger.close();
});

test('oidcc-ensure-request-with-valid-pkce-succeeds', async () => {
  expect(supported('code_challenge_methods_supported')).toContain('S256');
  const wrong = await parks.redeem(await parks.codeFrom(ana), { code_verifier: 'x'.repeat(43) });
  expect([wrong.status, wrong.json.error]).toEqual([400, 'invalid_grant']);
  expect((await party.signIn(ana)).answer.status).toBe(200);
});
