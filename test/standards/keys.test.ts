import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SigningKeys } from '../../src/keys/signing-keys.ts';
import type { Jwks } from '../../src/keys/jwks.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

let service: TestService;

beforeAll(async () => {
  service = await startTestService();
});

afterAll(() => service.stop());

function get(headers: Record<string, string> = {}, method = 'GET'): Promise<Response> {
  return fetch(`${service.url}/.well-known/jwks.json`, { method, headers });
}

describe('the key set', () => {
  test('has the public members of each key and nothing else', async () => {
    const { keys } = (await (await get()).json()) as Jwks;
    const [elliptic, rsa] = keys;
    expect(Object.keys(elliptic ?? {}).toSorted()).toEqual([
      'alg',
      'crv',
      'kid',
      'kty',
      'use',
      'x',
      'y',
    ]);
    expect(Object.keys(rsa ?? {}).toSorted()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use']);
    expect(keys).toMatchObject([
      { kty: 'EC', crv: 'P-256', alg: 'ES256', use: 'sig' },
      { kty: 'RSA', alg: 'RS256', use: 'sig' },
    ]);
  });

  test('names each key by its RFC 7638 thumbprint', async () => {
    const { keys } = (await (await get()).json()) as Jwks;
    for (const { kid, alg: _alg, use: _use, ...members } of keys) {
      const sorted = Object.entries(members).toSorted(([one], [other]) => (one < other ? -1 : 1));
      const text = new TextEncoder().encode(JSON.stringify(Object.fromEntries(sorted)));
      const thumbprint = await crypto.subtle.digest('SHA-256', text);
      expect(kid).toBe(Buffer.from(thumbprint).toString('base64url'));
    }
    expect(new Set(keys.map(({ kid }) => kid)).size).toBe(keys.length);
  });

  test('may be kept by anybody for five minutes, and read from any origin', async () => {
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

  test('is not sent again to whoever has it', async () => {
    const etag = (await get()).headers.get('etag') ?? '';
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const answer = await get({ 'if-none-match': known });
      expect(answer.status).toBe(304);
      expect(answer.headers.get('etag')).toBe(etag);
      expect(await answer.text()).toBe('');
    }
    expect((await get({ 'if-none-match': '"other"' })).status).toBe(200);
  });

  test('answers HEAD, and nothing that would change it', async () => {
    expect((await get({}, 'HEAD')).status).toBe(200);
    expect((await get({}, 'POST')).status).toBeGreaterThanOrEqual(400);
  });

  test('shows a new key to everybody at once, under another ETag', async () => {
    const before = (await get()).headers.get('etag');
    await service.running.app.get(SigningKeys).rotate();
    const answer = await get({ 'if-none-match': before ?? '' });
    expect(answer.status).toBe(200);
    expect(((await answer.json()) as Jwks).keys).toHaveLength(4);
  });

  test('is answered from memory while the database is gone', async () => {
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
