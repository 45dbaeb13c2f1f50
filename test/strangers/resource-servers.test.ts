import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { TokenSigner } from '../../src/keys/token-signer.ts';
import { CityService, claimsOf, headerOf } from '../support/city-service.ts';
import type { Connection } from '../support/city-service.ts';
import { newPerson } from '../support/evidence.ts';
import { Resident } from '../support/resident.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';
import { guards, startParksApi } from './parks-api.ts';
import type { ParksApi } from './parks-api.ts';

let service: TestService;
let parks: CityService;
let rsa: CityService;
let api: ParksApi;
let ana: Resident;
let connection: Connection;

const audience = 'https://parks.example.gov/api';

beforeAll(async () => {
  service = await startTestService();
  parks = await CityService.register(service, { resource: audience });
  rsa = await CityService.register(service, { accessTokenAlgorithm: 'RS256' });
  ana = new Resident(service);
  await ana.link('google', { person: newPerson(service) });
  connection = await parks.connect(ana);
  api = await startParksApi(service.url, audience);
});
afterAll(async () => {
  api.close();
  parks.close();
  rsa.close();
  await service.stop();
});

const ask = (guard: string, token: string): Promise<Response> =>
  fetch(`${api.url}/${guard}`, { headers: { authorization: `Bearer ${token}` } });

const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

/** A token with the service's own signature, like the real one except for the changes. */
function signed(changes: object, typ = 'at+jwt'): Promise<string> {
  const claims = { ...claimsOf(connection.accessToken), ...changes } as { iat: number };
  return service.running.app
    .get(TokenSigner, { strict: false })
    .sign({ algorithm: 'ES256', typ, claims });
}

describe.each(guards)('an API guarded by %s', (guard) => {
  test('AT-11 accepts a token signed with ES256', async () => {
    const answer = await ask(guard, connection.accessToken);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ sub: claimsOf(connection.accessToken).sub });
  });

  test('AT-11 accepts a token signed with RS256', async () => {
    const { accessToken } = await rsa.connect(ana);
    expect(headerOf(accessToken)).toMatchObject({ alg: 'RS256', typ: 'at+jwt' });
    const other = await startParksApi(service.url, `urn:civic-link:app:${rsa.id}`);
    const answer = await fetch(`${other.url}/${guard}`, {
      headers: { authorization: `Bearer ${accessToken}` },
    });
    expect(answer.status).toBe(200);
    other.close();
  });

  test.each<[string, () => string | Promise<string>]>([
    ['an ID token', () => connection.idToken],
    ['another kind of token with the same claims', () => signed({}, 'JWT')],
    ['a token for another API', async () => (await rsa.connect(ana)).accessToken],
    ['a token of another issuer', () => signed({ iss: 'https://evil.example' })],
    ['a token that has expired', () => signed({ exp: Math.floor(Date.now() / 1000) - 60 })],
    ['a token for several APIs, none of them this', () => signed({ aud: ['urn:a', 'urn:b'] })],
    ['a refresh token', () => connection.refreshToken],
    [
      'a token whose claims were changed',
      () => {
        const [header, , signature] = connection.accessToken.split('.');
        const claims = { ...claimsOf(connection.accessToken), sub: 'somebody-else' };
        return [header, encoded(claims), signature].join('.');
      },
    ],
    [
      'a token without a signature',
      () => `${encoded({ alg: 'none', typ: 'at+jwt' })}.${connection.accessToken.split('.')[1]}.`,
    ],
    [
      'a token signed with the public key as a secret',
      async () => {
        const { keys } = (await parks.call('/.well-known/jwks.json', { method: 'GET' })).json;
        const [key = {}] = keys as object[];
        const claims = connection.accessToken.split('.')[1];
        const input = `${encoded({ ...headerOf(connection.accessToken), alg: 'HS256' })}.${claims}`;
        const secret = JSON.stringify(key);
        return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
      },
    ],
  ])('refuses %s', async (_, make) => {
    const answer = await ask(guard, await make());
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toContain('invalid_token');
  });
});

test('a scope that the resident did not give is missing', async () => {
  const { accessToken } = await parks.connect(ana, { scope: 'openid' });
  const answer = await ask('express-oauth2-jwt-bearer', accessToken);
  expect(answer.status).toBe(403);
  expect(answer.headers.get('www-authenticate')).toContain('insufficient_scope');
});
