import { createPublicKey } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { days } from '../../src/kernel/duration.ts';
import type { Jwks, PublicJwk } from '../../src/keys/jwks.ts';
import { SigningKeys } from '../../src/keys/signing-keys.ts';
import { Housekeeping } from '../../src/platform/jobs/housekeeping.ts';
import { CityService, claimsOf, headerOf } from '../support/city-service.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

let service: TestService;
let elliptic: CityService;
let rsa: CityService;

const ownService = {
  redirectUris: [],
  scopes: ['admin:links.revoke'],
  grantTypes: ['client_credentials'],
  scopesApproved: true,
} as const;

beforeAll(async () => {
  service = await startTestService();
  elliptic = await CityService.register(service, ownService);
  rsa = await CityService.register(service, { ...ownService, accessTokenAlgorithm: 'RS256' });
});

afterAll(async () => {
  elliptic.close();
  rsa.close();
  await service.stop();
});

function get(headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${service.url}/.well-known/jwks.json`, { headers });
}

async function published(): Promise<PublicJwk[]> {
  return ((await (await get()).json()) as Jwks).keys;
}

const kids = async () => (await published()).map(({ kid }) => kid);
const minute = () => service.running.app.get(Housekeeping).runAll();
const isActive = async (token: string) => (await elliptic.introspect(token)).json.active;

async function tokenOf(app: CityService): Promise<string> {
  const answer = await app.token({ grant_type: 'client_credentials' });
  return String(answer.json.access_token);
}

/** Judges a token as an app would that knows nothing but the address of the key set. */
async function verifiesWithJose(token: string): Promise<string> {
  const jwks = createRemoteJWKSet(new URL(`${service.url}/.well-known/jwks.json`));
  const { iat } = claimsOf(await tokenOf(elliptic));
  const currentDate = new Date(Number(iat) * 1000);
  const { protectedHeader } = await jwtVerify(token, jwks, {
    issuer: service.url,
    typ: 'at+jwt',
    algorithms: ['ES256', 'RS256'],
    currentDate,
  });
  return protectedHeader.alg;
}

describe('the key set', () => {
  beforeEach(async () => {
    if ((await published()).length === 2) await service.running.app.get(SigningKeys).rotate();
  });

  test('MD-14 has public members only, each key with an id of its own, its use and its algorithm', async () => {
    const keys = await published();
    expect(keys).toHaveLength(4);
    for (const key of keys) {
      const members = key.alg === 'ES256' ? ['crv', 'kty', 'x', 'y'] : ['e', 'kty', 'n'];
      expect(Object.keys(key).toSorted()).toEqual(['alg', 'kid', 'use', ...members].toSorted());
      expect(key.use).toBe('sig');
    }
    expect(new Set(keys.map(({ kid }) => kid)).size).toBe(keys.length);
  });

  test('MD-14 names each key by its RFC 7638 thumbprint', async () => {
    for (const { kid, alg: _alg, use: _use, ...members } of await published()) {
      const sorted = Object.entries(members).toSorted(([one], [other]) => (one < other ? -1 : 1));
      const text = new TextEncoder().encode(JSON.stringify(Object.fromEntries(sorted)));
      const thumbprint = await crypto.subtle.digest('SHA-256', text);
      expect(kid).toBe(Buffer.from(thumbprint).toString('base64url'));
    }
  });

  test('MD-17 never has the same key twice, under another id or for another algorithm', async () => {
    const keys = await published();
    const material = keys.map((key) =>
      createPublicKey({ key: { ...key }, format: 'jwk' })
        .export({ type: 'spki', format: 'der' })
        .toString('hex'),
    );
    expect(new Set(material).size).toBe(keys.length);
    expect(keys.map(({ kty, alg }) => `${kty} ${alg}`)).toEqual([
      'EC ES256',
      'EC ES256',
      'RSA RS256',
      'RSA RS256',
    ]);
  });
});

describe('the answer with the key set', () => {
  test('MD-15 may be kept by anybody for five minutes, and read from any origin', async () => {
    const answer = await get({ origin: 'https://parks.city.example' });
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'public, max-age=300',
      'access-control-allow-origin': '*',
      etag: expect.stringMatching(/^"[A-Za-z0-9_-]{43}"$/),
    });
    expect(answer.headers.get('set-cookie')).toBeNull();
  });

  test('MD-15 is not sent again to whoever has it', async () => {
    const etag = (await get()).headers.get('etag') ?? '';
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const answer = await get({ 'if-none-match': known });
      expect(answer.status).toBe(304);
      expect(answer.headers.get('etag')).toBe(etag);
      expect(await answer.text()).toBe('');
    }
    expect((await get({ 'if-none-match': '"other"' })).status).toBe(200);
  });

  test('MD-15 shows a changed set at once, under another ETag', async () => {
    const before = await get();
    const [kid = ''] = ((await before.json()) as Jwks).keys.map((key) => key.kid);
    await service.running.app.get(SigningKeys).retireNow(kid, { kind: 'staff', id: 'cli' });
    const answer = await get({ 'if-none-match': before.headers.get('etag') ?? '' });
    expect(answer.status).toBe(200);
    expect(((await answer.json()) as Jwks).keys.map((key) => key.kid)).not.toContain(kid);
  });

  test('MD-15 comes from memory while the database is gone', async () => {
    const body = await (await get()).text();
    const { name } = service.database;
    await service.travel(60);
    await service.database.query(`revoke connect on database ${name} from public`);
    await service.database.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = $1 and usename = 'civic_app'`,
      [name],
    );
    expect((await fetch(`${service.url}/health/ready`)).status).toBe(503);
    expect(await (await get()).text()).toBe(body);
    await service.database.query(`grant connect on database ${name} to public`);
  });
});

test('MD-16 shows a new key 15 minutes before a token carries it, and the old one until its last token is over', async () => {
  await service.travel(days(90));
  await minute();
  await service.travel(900);
  await minute();
  await service.travel(1200);
  await minute();
  const old = await kids();
  expect(old).toHaveLength(2);

  await service.travel(days(90) - 900);
  await minute();
  const both = await kids();
  expect(both).toHaveLength(4);
  await service.travel(840);
  await minute();
  const last = [await tokenOf(elliptic), await tokenOf(rsa)];
  expect(last.map((token) => headerOf(token).kid)).toEqual(old);

  await service.travel(60);
  await minute();
  for (const app of [elliptic, rsa]) {
    const { kid } = headerOf(await tokenOf(app));
    expect(both).toContain(kid);
    expect(old).not.toContain(kid);
  }
  await service.travel(180);
  await minute();
  expect(await kids()).toEqual(both);
  for (const token of last) expect(await verifiesWithJose(token)).toBe(headerOf(token).alg);
  expect(await isActive(last[0] ?? '')).toBe(true);
  await service.travel(900);
  await minute();
  expect(await kids()).toEqual(both);
  await service.travel(180);
  await minute();
  const rest = await kids();
  expect(rest).toHaveLength(2);
  for (const kid of old) expect(rest).not.toContain(kid);
});

test('AT-03 an app that asked for RS256 at its registration gets it', async () => {
  const token = await tokenOf(rsa);
  expect(headerOf(token)).toMatchObject({ alg: 'RS256', typ: 'at+jwt' });
  expect(await verifiesWithJose(token)).toBe('RS256');
  expect(headerOf(await tokenOf(elliptic))).toMatchObject({ alg: 'ES256', typ: 'at+jwt' });
});

test.each([
  ['ES256', 'RS256'],
  ['RS256', 'ES256'],
] as const)(
  'JW-08 an app can be moved from %s to %s without a change of code, and both verify meanwhile',
  async (from, to) => {
    const app = await CityService.register(service, { ...ownService, accessTokenAlgorithm: from });
    const before = await tokenOf(app);
    await service.database.query(
      'update civic.city_app set access_token_algorithm = $1 where id = $2',
      [to, app.id],
    );
    await service.travel(1);
    const after = await tokenOf(app);
    expect([headerOf(before).alg, headerOf(after).alg]).toEqual([from, to]);
    for (const token of [before, after]) {
      expect((await app.introspect(token)).json.active).toBe(true);
      expect(await verifiesWithJose(token)).toBe(headerOf(token).alg);
    }
    app.close();
  },
);
