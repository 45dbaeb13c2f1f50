import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as client from 'openid-client';
import { CityService } from '../support/city-service.ts';
import { newPerson } from '../support/evidence.ts';
import { Resident } from '../support/resident.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';
import { discover, signIn, withKey, withSecret } from './openid-client-app.ts';
import type { Setup } from './openid-client-app.ts';

/* openid-client knows the service by its issuer alone and checks everything it is told. */

let service: TestService;
let ana: Resident;

beforeAll(async () => {
  service = await startTestService();
  ana = new Resident(service);
  await ana.link('google', { person: newPerson(service) });
});
afterAll(() => service.stop());

describe.each<[string, () => Promise<Setup>]>([
  [
    'client_secret_basic',
    () => withSecret(service, 'client_secret_basic', client.ClientSecretBasic),
  ],
  ['client_secret_post', () => withSecret(service, 'client_secret_post', client.ClientSecretPost)],
  ['private_key_jwt and ES256', () => withKey(service, 'ES256')],
  ['private_key_jwt and RS256', () => withKey(service, 'RS256')],
  ['private_key_jwt and PS256', () => withKey(service, 'PS256')],
])('an app that proves itself by %s', (_, setUp) => {
  let app: CityService;
  let config: client.Configuration;
  beforeAll(async () => {
    const setup = await setUp();
    app = setup.app;
    config = await discover(app, setup.authentication);
  });
  afterAll(() => app.close());

  test('signs a resident in and learns who it is', async () => {
    const tokens = await signIn(config, { app, resident: ana });
    const { sub = '' } = tokens.claims() ?? {};
    const userinfo = await client.fetchUserInfo(config, tokens.access_token, sub);
    expect(userinfo.linked_accounts).toEqual([
      { provider: 'google', name: 'Pat Doe', linked_at: expect.any(Number) },
    ]);
  });

  test('believes the time of sign-in it asked for', async () => {
    const tokens = await signIn(config, { app, resident: ana }, { max_age: '10000' });
    expect(tokens.claims()?.auth_time).toEqual(expect.any(Number));
  });

  test('refreshes, and the token before is no longer good', async () => {
    const first = await signIn(config, { app, resident: ana });
    const second = await client.refreshTokenGrant(config, first.refresh_token ?? '');
    expect(second.refresh_token).not.toBe(first.refresh_token);
    const third = await client.refreshTokenGrant(config, second.refresh_token ?? '');
    expect(third.access_token).not.toBe(second.access_token);
    await expect(client.refreshTokenGrant(config, first.refresh_token ?? '')).rejects.toMatchObject(
      {
        code: 'OAUTH_RESPONSE_BODY_ERROR',
        error: 'invalid_grant',
      },
    );
  });

  test('asks about a token, gives it back, and is told that it is over', async () => {
    const { access_token: token } = await signIn(config, { app, resident: ana });
    const told = await client.tokenIntrospection(config, token);
    expect(told).toMatchObject({ active: true, client_id: app.id, iss: service.url });
    await client.tokenRevocation(config, token);
    expect(await client.tokenIntrospection(config, token)).toEqual({ active: false });
  });

  test('reads a refusal at its endpoints as an OAuth error', async () => {
    const url = new URL(app.callback);
    url.search = new URLSearchParams({ code: 'A'.repeat(43), iss: service.url }).toString();
    const redeemed = client.authorizationCodeGrant(config, url, {
      pkceCodeVerifier: client.randomPKCECodeVerifier(),
    });
    await expect(redeemed).rejects.toMatchObject({ error: 'invalid_grant', status: 400 });
  });

  test('learns of a resident’s no', async () => {
    const pkceCodeVerifier = client.randomPKCECodeVerifier();
    const url = client.buildAuthorizationUrl(config, {
      redirect_uri: app.callback,
      scope: 'openid',
      prompt: 'consent',
      code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
      code_challenge_method: 'S256',
    });
    await ana.open(url.href);
    const { url: back } = await ana.browser.submit(ana.page.url.pathname, { decision: 'no' });
    const refused = client.authorizationCodeGrant(config, back, { pkceCodeVerifier });
    await expect(refused).rejects.toMatchObject({ error: 'access_denied' });
  });

  test('reads the challenge of a protected resource', async () => {
    const url = new URL('/oauth/userinfo', service.url);
    const refused = client.fetchProtectedResource(config, 'not-a-token', url, 'GET');
    await expect(refused).rejects.toMatchObject({
      code: 'OAUTH_WWW_AUTHENTICATE_CHALLENGE',
      status: 401,
      cause: [{ scheme: 'bearer', parameters: { error: 'invalid_token' } }],
    });
  });
});

test('a wrong secret in the header is answered by a challenge', async () => {
  const app = await CityService.register(service);
  const config = await discover(app, client.ClientSecretBasic('wrong'));
  await expect(signIn(config, { app, resident: ana })).rejects.toMatchObject({
    code: 'OAUTH_WWW_AUTHENTICATE_CHALLENGE',
    status: 401,
    cause: [{ scheme: 'basic' }],
  });
  app.close();
});

test('an app without a secret signs in by PKCE alone', async () => {
  const app = await CityService.register(service, { kind: 'public' });
  const config = await discover(app, client.None());
  const tokens = await signIn(config, { app, resident: ana });
  const renewed = await client.refreshTokenGrant(config, tokens.refresh_token ?? '');
  const { sub = '' } = tokens.claims() ?? {};
  expect((await client.fetchUserInfo(config, renewed.access_token, sub)).sub).toBe(sub);
  app.close();
});

test('an app gets a token for itself', async () => {
  const app = await CityService.register(service, {
    redirectUris: [],
    scopes: ['admin:links.revoke'],
    scopesApproved: true,
    grantTypes: ['client_credentials'],
  });
  const config = await discover(app, client.ClientSecretBasic(app.secret));
  const tokens = await client.clientCredentialsGrant(config, { scope: 'admin:links.revoke' });
  expect(tokens).toMatchObject({ token_type: 'bearer', scope: 'admin:links.revoke' });
  expect(tokens.refresh_token).toBeUndefined();
  app.close();
});

test('a resident signs out through the app, and is led back to it', async () => {
  const resident = new Resident(service);
  await resident.link('google', { person: newPerson(service) });
  const elsewhere = await CityService.register(service);
  const goodbye = elsewhere.callback;
  const app = await CityService.register(service, { postLogoutRedirectUris: [goodbye] });
  const config = await discover(app, client.ClientSecretBasic(app.secret));
  const { id_token: idToken = '' } = await signIn(config, { app, resident });
  const state = client.randomState();
  const url = client.buildEndSessionUrl(config, {
    id_token_hint: idToken,
    post_logout_redirect_uri: goodbye,
    state,
  });
  expect((await resident.open(url.href)).url.href).toBe(`${goodbye}?state=${state}`);
  const silent = signIn(config, { app, resident }, { prompt: 'none' });
  await expect(silent).rejects.toMatchObject({ error: 'login_required' });
  elsewhere.close();
  app.close();
});
