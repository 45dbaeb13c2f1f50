import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Apps } from '../../src/apps/apps.ts';
import { CityService, claimsOf } from '../support/city-service.ts';
import { Resident } from '../support/resident.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

let service: TestService;
let desk: CityService;
let both: CityService;
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
  both = await CityService.register(service, {
    scopes: ['openid', 'linked_accounts', 'admin:links.revoke'],
    grantTypes: ['authorization_code', 'client_credentials'],
    scopesApproved: true,
  });
  parks = await CityService.register(service);
  kiosk = await CityService.register(service, { kind: 'public' });
});
afterAll(async () => {
  for (const app of [desk, both, parks, kiosk]) app.close();
  await service.stop();
});

const asItself = { grant_type: 'client_credentials' };

describe('who gets a service token', () => {
  test('CC-01 no public app, and none that is not registered for it', async () => {
    for (const app of [kiosk, parks]) {
      const { status, json } = await app.token(asItself);
      expect([status, json.error]).toEqual([400, 'unauthorized_client']);
    }
  });

  test('CC-01 no public app can be registered for it either', async () => {
    const outcome = await service.running.app.get(Apps).register({
      id: 'kiosk-2',
      name: 'Kiosk',
      department: 'City Hall',
      purpose: 'To show what is on.',
      kind: 'public',
      redirectUris: ['https://kiosk.example.gov/'],
      scopes: [],
      grantTypes: ['client_credentials'],
    });
    expect(outcome).toMatchObject({ kind: 'refused', rule: 'grant-type-needs-secret' });
  });
});

describe('a service token', () => {
  test('CC-02 is for our own API, in the name of the app, and brings no refresh token', async () => {
    const { json } = await desk.token(asItself);
    expect(Object.keys(json).toSorted((one, other) => one.localeCompare(other))).toEqual([
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

  test('CC-02 has a sub that no resident can have, since no app can take a sub of that form for its id', async () => {
    const ana = new Resident(service);
    await ana.link('google');
    const { sub } = claimsOf((await parks.connect(ana)).accessToken);
    const registered = CityService.register(service, { id: String(sub) });
    await expect(registered).rejects.toThrow('id-malformed');
  });

  test('CC-02 is refused where a resident is needed', async () => {
    for (const app of [desk, both]) {
      const { json } = await app.token(asItself);
      const answer = await app.userinfo(String(json.access_token));
      expect([answer.status, answer.json.error]).toEqual([401, 'invalid_token']);
    }
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

  test('can be given back, and the app gets another', async () => {
    const token = String((await desk.token(asItself)).json.access_token);
    expect((await desk.introspect(token)).json.active).toBe(true);
    await desk.revoke(token);
    expect((await desk.introspect(token)).text).toBe('{"active":false}');
    expect((await desk.token(asItself)).status).toBe(200);
  });
});

describe('scopes of a service token', () => {
  test.each([
    ['not the app’s own', 'openid', () => desk],
    ['of residents, though the app has it', 'openid', () => both],
    ['of residents beside a right one', 'admin:links.revoke linked_accounts', () => both],
    ['nobody knows', 'admin:everything', () => desk],
    ['misspelled', 'a  b', () => desk],
  ])('CC-03 refused: %s', async (_, scope, app) => {
    const { status, json } = await app().token({ ...asItself, scope });
    expect([status, json.error]).toEqual([400, 'invalid_scope']);
  });

  test('CC-03 are those for services alone when none is asked for', async () => {
    expect((await both.token(asItself)).json.scope).toBe('admin:links.revoke');
  });
});
