import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ApiCaller } from '../support/api.ts';
import { CityService, claimsOf } from '../support/city-service.ts';
import type { Connection } from '../support/city-service.ts';
import { newPerson } from '../support/evidence.ts';
import { Resident } from '../support/resident.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

let service: TestService;
let staff: ApiCaller;
let parks: CityService;
let pools: CityService;
beforeAll(async () => {
  service = await startTestService();
  staff = await ApiCaller.open(service);
  parks = await CityService.register(service, { name: 'Parks Pass' });
  pools = await CityService.register(service, { name: 'Pools' });
});
afterAll(async () => {
  for (const app of [staff.app, parks, pools]) app.close();
  await service.stop();
});

interface Known {
  residentId: string;
  grantId: string;
  connection: Connection;
}

/** A resident whom Parks Pass knows. */
async function known(): Promise<Known> {
  const resident = new Resident(service);
  await resident.link('google', { person: newPerson(service) });
  const connection = await parks.connect(resident);
  await pools.connect(resident);
  const grantId = String(claimsOf(connection.accessToken).sid);
  const [row] = await service.database.query<{ residentId: string }>(
    'select resident_id as "residentId" from civic.app_grant where id = $1',
    [grantId],
  );
  return { residentId: row?.residentId ?? '', grantId, connection };
}

const revoke = (grantId: string, reason = 'security') =>
  staff.post(`/api/admin/grants/${grantId}/revoke`, { reason });

const entriesOf = (type: string, residentId: string) =>
  service.database.query<Record<string, unknown>>(
    `select e.actor_kind, e.actor, e.app_id, e.detail, e.at is not null as timed,
            array_remove(array_agg(r.app_id), null) as told
     from civic.ledger_entry e left join civic.ledger_recipient r on r.entry_id = e.id
     where e.type = $1 and e.resident_id = $2 group by e.id order by e.id`,
    [type, residentId],
  );

describe('CO-03 staff', () => {
  test('CO-03 see which apps there are', async () => {
    const { json } = await staff.get('/api/admin/apps');
    const apps = json.apps as { client_id: string }[];
    expect(apps.map(({ client_id: id }) => id)).toEqual(
      expect.arrayContaining([staff.app.id, parks.id, pools.id]),
    );
    expect(apps.find(({ client_id: id }) => id === parks.id)).toEqual({
      client_id: parks.id,
      client_name: 'Parks Pass',
      department: 'Parks and Recreation',
      kind: 'confidential',
      token_endpoint_auth_method: 'client_secret_basic',
      grant_types: ['authorization_code', 'refresh_token'],
      scopes: ['openid', 'linked_accounts', 'offline_access'],
      redirect_uris: [parks.callback],
      resource: `urn:civic-link:app:${parks.id}`,
      status: 'enabled',
    });
    expect(JSON.stringify(json)).not.toContain(parks.secret);
  });

  test('CO-03 see what a resident let apps do, and the ledger says who looked', async () => {
    const { residentId, grantId, connection } = await known();
    const { json } = await staff.get(`/api/admin/residents/${residentId}/grants`);
    expect(json).toEqual({
      resident: residentId,
      grants: [
        expect.objectContaining({ app: pools.id, status: 'live' }),
        {
          grant: grantId,
          app: parks.id,
          scopes: ['openid', 'linked_accounts', 'offline_access'],
          resource: `urn:civic-link:app:${parks.id}`,
          granted_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
          status: 'live',
        },
      ],
    });
    expect(JSON.stringify(json)).not.toContain(String(claimsOf(connection.idToken).sub));
    expect(await entriesOf('grant.searched', residentId)).toEqual([
      expect.objectContaining({ actor_kind: 'app', actor: staff.app.id, detail: { hits: 2 } }),
    ]);
  });

  test('CO-03 end one grant: its tokens are dead with the answer, others live', async () => {
    const { residentId, grantId, connection } = await known();
    const answer = await revoke(grantId);
    expect([answer.status, answer.json]).toEqual([200, { grant: grantId, status: 'revoked' }]);
    expect((await parks.introspect(connection.accessToken)).text).toBe('{"active":false}');
    expect((await parks.userinfo(connection.accessToken)).status).toBe(401);
    expect((await parks.refresh(connection.refreshToken)).json.error).toBe('invalid_grant');
    const { json } = await staff.get(`/api/admin/residents/${residentId}/grants`);
    const states = (json.grants as { app: string; status: string }[]).map(({ app, status }) => [
      app,
      status,
    ]);
    expect(states).toEqual([
      [pools.id, 'live'],
      [parks.id, 'ended'],
    ]);
  });

  test('CO-03 leave who, when, why and who must hear of it in the ledger, once', async () => {
    const { residentId, grantId } = await known();
    const answers = await Promise.all([1, 2, 3].map(() => revoke(grantId, 'shared_account')));
    expect(answers.map(({ json }) => String(json.status)).toSorted()).toEqual([
      'already-ended',
      'already-ended',
      'revoked',
    ]);
    expect(await entriesOf('grant.revoked', residentId)).toEqual([
      {
        actor_kind: 'app',
        actor: staff.app.id,
        app_id: parks.id,
        detail: { grantId, cause: 'staff', reason: 'shared_account' },
        timed: true,
        told: [parks.id],
      },
    ]);
  });

  test('CO-03 end nothing without a reason, and no grant that is not a resident’s', async () => {
    const { grantId, connection } = await known();
    expect((await staff.post(`/api/admin/grants/${grantId}/revoke`, {})).status).toBe(422);
    expect((await parks.introspect(connection.accessToken)).json.active).toBe(true);
    expect((await revoke(String(claimsOf(staff.token).sid))).status).toBe(404);
    expect((await staff.get('/api/admin/apps')).status).toBe(200);
  });

  test('CO-03 need the scope of each act', async () => {
    const reader = await ApiCaller.open(service, ['admin:grants.read']);
    const { residentId, grantId } = await known();
    expect((await reader.get(`/api/admin/residents/${residentId}/grants`)).status).toBe(200);
    const order = { reason: 'security' };
    expect((await reader.post(`/api/admin/grants/${grantId}/revoke`, order)).status).toBe(403);
    expect((await reader.get('/api/admin/apps')).status).toBe(403);
    reader.app.close();
  });
});
