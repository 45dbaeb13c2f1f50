import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CityService } from '../support/city-service.ts';
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
  library = await CityService.register(service);
  ana = new Resident(service);
  await ana.link('google');
});
afterAll(async () => {
  parks.close();
  library.close();
  await service.stop();
});

describe('giving a token back', () => {
  test('of access ends that token alone', async () => {
    const { accessToken, refreshToken } = await parks.connect(ana);
    const answer = await parks.revoke(accessToken, { token_type_hint: 'refresh_token' });
    expect(answer.status).toBe(200);
    expect((await parks.introspect(accessToken)).text).toBe('{"active":false}');
    expect((await parks.userinfo(accessToken)).status).toBe(401);
    expect((await parks.refresh(refreshToken)).status).toBe(200);
  });

  test('of refresh ends the grant with all its tokens, and is on record once', async () => {
    const { accessToken, refreshToken } = await parks.connect(ana);
    expect((await parks.revoke(refreshToken)).status).toBe(200);
    expect((await parks.revoke(refreshToken)).status).toBe(200);
    expect((await parks.introspect(accessToken)).text).toBe('{"active":false}');
    expect((await parks.refresh(refreshToken)).json.error).toBe('invalid_grant');
    const rows = await service.database.query(
      `select 1 from civic.ledger_entry where type = 'grant.revoked' and app_id = $1`,
      [parks.id],
    );
    expect(rows).toHaveLength(1);
  });

  test('that nobody knows, or that has expired, is no mistake', async () => {
    expect((await parks.revoke('nonsense')).status).toBe(200);
    const { accessToken } = await parks.connect(ana);
    await service.travel(301);
    expect((await parks.revoke(accessToken)).status).toBe(200);
  });

  test('of another app is refused, and the token lives', async () => {
    const { accessToken, refreshToken } = await parks.connect(ana);
    for (const token of [accessToken, refreshToken]) {
      const answer = await library.revoke(token);
      expect([answer.status, answer.json.error]).toEqual([400, 'invalid_grant']);
    }
    expect((await parks.introspect(accessToken)).json.active).toBe(true);
    expect((await parks.refresh(refreshToken)).status).toBe(200);
  });

  test('needs the app and a token', async () => {
    const body = new URLSearchParams({ token: 'x' }).toString();
    expect((await parks.call('/oauth/revoke', { body })).status).toBe(401);
    expect((await parks.post('/oauth/revoke', {})).json.error).toBe('invalid_request');
  });
});

describe('discovery', () => {
  const paths = ['/.well-known/openid-configuration', '/.well-known/oauth-authorization-server'];
  const read = (path: string, headers = {}) => parks.call(path, { method: 'GET', headers });

  test('says the same at both addresses, and nothing empty', async () => {
    const [openid, oauth] = await Promise.all(paths.map((path) => read(path)));
    expect(openid?.text).toBe(oauth?.text);
    expect(openid?.json).toMatchObject({
      issuer: service.url,
      code_challenge_methods_supported: ['S256'],
      subject_types_supported: ['pairwise'],
      id_token_signing_alg_values_supported: ['RS256', 'ES256'],
      authorization_response_iss_parameter_supported: true,
      request_uri_parameter_supported: false,
    });
    const members = Object.entries(openid?.json ?? {});
    expect(members.filter(([, value]) => Array.isArray(value) && value.length === 0)).toEqual([]);
    const addresses = members.filter(([name]) => /_(endpoint|uri)$/.test(name));
    expect(addresses.filter(([, url]) => !String(url).startsWith(`${service.url}/`))).toEqual([]);
  });

  test('may be kept and asked for again, by anybody', async () => {
    const first = await read(paths[0] ?? '');
    expect(first.headers['access-control-allow-origin']).toBe('*');
    expect(first.headers['cache-control']).toBe('public, max-age=300');
    const again = await read(paths[0] ?? '', { 'if-none-match': String(first.headers.etag) });
    expect(again.status).toBe(304);
  });

  test('names endpoints that are there', async () => {
    const { json } = await read(paths[0] ?? '');
    for (const [name, url] of Object.entries(json)) {
      if (!name.endsWith('_endpoint')) continue;
      const answer = await parks.call(new URL(String(url)).pathname, { body: '' });
      expect([name, answer.status < 404]).toEqual([name, true]);
    }
    expect((await read('/.well-known/jwks.json')).status).toBe(200);
  });
});
