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
