import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { exportJWK } from 'jose';
import * as oauth from 'oauth4webapi';
import type { AppKeys } from '../../src/apps/app-keys.ts';
import { CityService } from '../support/city-service.ts';
import { newPerson } from '../support/evidence.ts';
import { Resident } from '../support/resident.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

/* oauth4webapi processes every answer on its own and refuses what does not conform. */

/** The issuer of a test is on the loopback, without TLS. */
const insecure = { [oauth.allowInsecureRequests]: true };

let service: TestService;
let server: oauth.AuthorizationServer;
let parks: CityService;
let ana: Resident;

beforeAll(async () => {
  service = await startTestService();
  parks = await CityService.register(service);
  ana = new Resident(service);
  await ana.link('google', { person: newPerson(service) });
  server = await discovered('oidc');
});
afterAll(async () => {
  parks.close();
  await service.stop();
});

async function discovered(algorithm: 'oidc' | 'oauth2'): Promise<oauth.AuthorizationServer> {
  const issuer = new URL(service.url);
  const answer = await oauth.discoveryRequest(issuer, { ...insecure, algorithm });
  return oauth.processDiscoveryResponse(issuer, answer);
}

/** From the code to checked tokens. */
async function tokensOf(
  app: CityService,
  asked: Record<string, string> = {},
  authentication = oauth.ClientSecretBasic(app.secret),
) {
  const client: oauth.Client = { client_id: app.id };
  const { url } = await app.ask(ana, asked);
  const parameters = oauth.validateAuthResponse(server, client, url, 'state-1');
  const answer = await oauth.authorizationCodeGrantRequest(
    server,
    client,
    authentication,
    parameters,
    app.callback,
    app.verifier,
    insecure,
  );
  return oauth.processAuthorizationCodeResponse(server, client, answer, {
    requireIdToken: true,
    expectedNonce: asked.nonce ?? oauth.expectNoNonce,
  });
}

const bearing = (token: string): Request =>
  new Request('http://127.0.0.1/passes', { headers: { authorization: `Bearer ${token}` } });

describe('discovery', () => {
  test('both ways give the same', async () => {
    expect(await discovered('oauth2')).toEqual(server);
  });

  test('the issuer is known in every answer, and a response that names none is refused', async () => {
    const { url } = await parks.ask(ana);
    url.searchParams.delete('iss');
    expect(() =>
      oauth.validateAuthResponse(server, { client_id: parks.id }, url, 'state-1'),
    ).toThrow(/iss/);
  });
});

test('a nonce that was sent comes back, and one that was not does not', async () => {
  expect(oauth.getValidatedIdTokenClaims(await tokensOf(parks, { nonce: 'n-1' }))?.nonce).toBe(
    'n-1',
  );
  expect(oauth.getValidatedIdTokenClaims(await tokensOf(parks))).not.toHaveProperty('nonce');
});

test('userinfo is that of the ID token’s subject', async () => {
  const client = { client_id: parks.id };
  const tokens = await tokensOf(parks);
  const { sub = '' } = oauth.getValidatedIdTokenClaims(tokens) ?? {};
  const answer = await oauth.userInfoRequest(server, client, tokens.access_token, insecure);
  const userinfo = await oauth.processUserInfoResponse(server, client, sub, answer);
  expect(userinfo.linked_accounts).toHaveLength(1);
});

test('introspection and revocation conform', async () => {
  const client = { client_id: parks.id };
  const authentication = oauth.ClientSecretBasic(parks.secret);
  const { access_token: token } = await tokensOf(parks);
  const ask = async () => {
    const answer = await oauth.introspectionRequest(
      server,
      client,
      authentication,
      token,
      insecure,
    );
    return oauth.processIntrospectionResponse(server, client, answer);
  };
  expect(await ask()).toMatchObject({ active: true, token_type: 'Bearer' });
  const revoked = await oauth.revocationRequest(server, client, authentication, token, insecure);
  expect(await oauth.processRevocationResponse(revoked)).toBeUndefined();
  expect(await ask()).toEqual({ active: false });
});

describe('access tokens', () => {
  test.each(['ES256', 'RS256'] as const)(
    'AT-11 validateJwtAccessToken accepts one signed with %s, for its audience only',
    async (accessTokenAlgorithm) => {
      const app = await CityService.register(service, { accessTokenAlgorithm });
      const { access_token: token } = await tokensOf(app);
      const audience = `urn:civic-link:app:${app.id}`;
      const claims = await oauth.validateJwtAccessToken(server, bearing(token), audience, insecure);
      expect(claims.client_id).toBe(app.id);
      const elsewhere = oauth.validateJwtAccessToken(server, bearing(token), 'urn:other', insecure);
      await expect(elsewhere).rejects.toThrow('unexpected JWT "aud"');
      app.close();
    },
  );

  test('an ID token is none', async () => {
    const { id_token: idToken = '' } = await tokensOf(parks);
    const read = oauth.validateJwtAccessToken(server, bearing(idToken), parks.id, insecure);
    await expect(read).rejects.toThrow('"typ"');
  });
});

test.each(['ES256', 'RS256', 'PS256'] as const)(
  'an assertion signed with %s is taken at all three endpoints',
  async (algorithm) => {
    const { privateKey, publicKey } = await oauth.generateKeyPair(algorithm, { extractable: true });
    const keys = { algorithm, jwks: { keys: [await exportJWK(publicKey)] } } as AppKeys;
    const app = await CityService.register(service, { authMethod: 'private_key_jwt', keys });
    const client = { client_id: app.id };
    const authentication = oauth.PrivateKeyJwt(privateKey);
    const { access_token: token } = await tokensOf(app, {}, authentication);
    const revoke = () => oauth.revocationRequest(server, client, authentication, token, insecure);
    const ask = () => oauth.introspectionRequest(server, client, authentication, token, insecure);
    const read = (answer: Response) => oauth.processIntrospectionResponse(server, client, answer);
    expect((await read(await ask())).active).toBe(true);
    expect(await oauth.processRevocationResponse(await revoke())).toBeUndefined();
    expect((await read(await ask())).active).toBe(false);
    app.close();
  },
);

test('an error of the token endpoint is read as one', async () => {
  const client = { client_id: parks.id };
  const authentication = oauth.ClientSecretBasic(parks.secret);
  const answer = await oauth.refreshTokenGrantRequest(
    server,
    client,
    authentication,
    'x',
    insecure,
  );
  const read = oauth.processRefreshTokenResponse(server, client, answer);
  await expect(read).rejects.toMatchObject({ error: 'invalid_grant', status: 400 });
});
