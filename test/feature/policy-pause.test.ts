import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Agreements } from '../../src/grants/agreements.ts';
import { GrantRevocations } from '../../src/grants/grant-revocations.ts';
import { newId } from '../../src/kernel/ids.ts';
import { Database } from '../../src/platform/database/database.ts';
import { Policies } from '../../src/policy/policies.ts';
import { Residents } from '../../src/residents/residents.ts';
import { Revocations } from '../../src/revocations/revocations.ts';
import { CityService, claimsOf } from '../support/city-service.ts';
import type { Connection } from '../support/city-service.ts';
import {
  housekeep,
  passDays,
  policyEntries,
  publishIn,
  residentOf,
} from '../support/policy-versions.ts';
import { deleteEverything } from '../support/fresh-proof.ts';
import { Resident } from '../support/resident.ts';
import { staffMember } from '../support/staff.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

/*
 * Whoever has not agreed when the time to agree is over is paused, not deleted: their tokens rest, and live again.
 */

const graceDays = 20;

let service: TestService;
let parks: CityService;
let ana: Resident;
let connection: Connection;
let id: string;
beforeEach(async () => {
  service = await startTestService({ POLICY_GRACE_DAYS: String(graceDays) });
  parks = await CityService.register(service);
  ana = new Resident(service);
  await ana.link();
  connection = await parks.connect(ana);
  id = await residentOf(service, connection.accessToken);
});
afterEach(async () => {
  parks.close();
  await service.stop();
});

/** The time to agree to a new version goes by, and the service does what it does once a minute. */
async function letGraceEnd(): Promise<void> {
  await publishIn(service, 0);
  await passDays(service, graceDays + 1);
  await housekeep(service);
}

async function agree(resident: Resident): Promise<void> {
  await resident.travel('google');
  expect(resident.page.url.pathname).toBe('/policy/changed');
  await resident.browser.submit('/policy/changed', { decision: 'yes' });
  expect(resident.page.url.pathname).toBe('/account');
}

const isActive = async (token: string): Promise<unknown> =>
  (await parks.introspect(token)).json.active;

describe('when the time to agree is over', () => {
  test('every token rests, the refresh token survives being tried, and works again after a yes', async () => {
    await letGraceEnd();
    const { accessToken, refreshToken } = connection;
    for (let time = 0; time < 3; time += 1) {
      const refused = await parks.refresh(refreshToken);
      expect([refused.status, refused.json.error]).toEqual([400, 'invalid_grant']);
    }
    expect([await isActive(accessToken), await isActive(refreshToken)]).toEqual([false, false]);
    await agree(new Resident(service));
    expect(await isActive(refreshToken)).toBe(true);
    const refreshed = await parks.refresh(refreshToken);
    expect(refreshed.status).toBe(200);
    const fresh = String(refreshed.json.access_token);
    expect([await isActive(fresh), (await parks.userinfo(fresh)).status]).toEqual([true, 200]);
  });

  test('access tokens and userinfo rest at once, too', async () => {
    await publishIn(service, 0);
    await passDays(service, graceDays - 0.01);
    const fresh = (await parks.refresh(connection.refreshToken)).json;
    const token = String(fresh.access_token);
    await housekeep(service);
    expect([await isActive(token), (await parks.userinfo(token)).status]).toEqual([true, 200]);
    await passDays(service, 0.012);
    const again = String((await parks.refresh(String(fresh.refresh_token))).json.access_token);
    await housekeep(service);
    expect([await isActive(again), (await parks.userinfo(again)).status]).toEqual([false, 401]);
  });

  test('nothing of the resident is gone, and the ledger says so once, whoever looks', async () => {
    const replica = await service.replica();
    const before = await service.database.query('select * from civic.link');
    await publishIn(service, 0);
    await passDays(service, graceDays + 1);
    await Promise.all([housekeep(service), housekeep(replica)]);
    await housekeep(service);
    await housekeep(replica);
    expect(await policyEntries(service, id)).toEqual({ 'policy.paused 2': 1 });
    expect(await service.database.query('select * from civic.link')).toEqual(before);
    expect(await service.database.query('select 1 from civic.consent')).toHaveLength(1);
  });

  test('a resident who signs in again still can, and sees that nothing was deleted', async () => {
    await letGraceEnd();
    const back = new Resident(service);
    await back.travel('google');
    expect(back.page.text).toContain('We deleted nothing.');
    await back.browser.submit('/policy/changed', { decision: 'no' });
    expect((await back.open('/account')).status).toBe(200);
    expect(await isActive(connection.refreshToken)).toBe(false);
  });

  test('a code from before rests with its grant', async () => {
    const code = await parks.codeFrom(ana);
    await service.database.query(
      `insert into civic.epoch (rule, id, epoch) values ('policy', $1, 1)`,
      [id],
    );
    expect((await parks.redeem(code)).json.error).toBe('invalid_grant');
  });

  test('others are left alone: those who agreed, those who came later, and apps by themselves', async () => {
    const desk = await CityService.register(service, {
      redirectUris: [],
      scopes: [],
      grantTypes: ['client_credentials'],
    });
    await publishIn(service, 0);
    await service.travel(1);
    const late = new Resident(service);
    await late.link('google', { person: 'jose' });
    const theirs = await parks.connect(late);
    await agree(new Resident(service));
    await passDays(service, graceDays + 1);
    await housekeep(service);
    expect(await isActive(theirs.refreshToken)).toBe(true);
    expect(await isActive(connection.refreshToken)).toBe(true);
    const own = await desk.token({ grant_type: 'client_credentials' });
    await housekeep(service);
    const introspected = await desk.introspect(String(own.json.access_token));
    expect([own.status, introspected.json.active]).toEqual([200, true]);
    desk.close();
  });
});

test('within the time to agree, and after a version that does not ask, nobody is paused', async () => {
  await publishIn(service, 0, { asksAgain: false });
  await service.travel(1);
  await publishIn(service, 5);
  await passDays(service, 5 + graceDays - 0.1);
  await housekeep(service);
  expect(await isActive(connection.refreshToken)).toBe(true);
  await passDays(service, 0.2);
  await housekeep(service);
  expect(await isActive(connection.refreshToken)).toBe(false);
  expect(await policyEntries(service, id)).toEqual({ 'policy.paused 3': 1 });
});

test('who agreed to one version is paused again by the next, and entered again', async () => {
  await letGraceEnd();
  await agree(new Resident(service));
  const { json } = await parks.refresh(connection.refreshToken);
  await letGraceEnd();
  expect(await isActive(String(json.refresh_token))).toBe(false);
  expect(await policyEntries(service, id)).toEqual({
    'policy.paused 2': 1,
    'policy.accepted 2': 1,
    'policy.paused 3': 1,
  });
});

test('a yes that comes while the pause waits for the resident wins', async () => {
  await publishIn(service, 0);
  await passDays(service, graceDays + 1);
  const agreements = service.running.app.get(Agreements);
  const pausing = await service.running.app.get(Database).transaction(async (sql) => {
    await service.running.app.get(Residents).lock(sql, id);
    const begun = agreements.pauseLate();
    await somebodyWaits();
    await service.running.app.get(Policies).accept(sql, id, 2);
    return { begun };
  });
  expect(await pausing.begun).toBe(0);
  expect(await isActive(connection.refreshToken)).toBe(true);
});

test('a yes and pauses in any order leave the resident awake, and one entry', async () => {
  await publishIn(service, 0);
  await passDays(service, graceDays + 1);
  const agreements = service.running.app.get(Agreements);
  await Promise.all([
    agreements.pauseLate(),
    agreements.agree(id, 2),
    agreements.pauseLate(),
    agreements.agree(id, 2),
  ]);
  await housekeep(service);
  expect(await isActive(connection.refreshToken)).toBe(true);
  expect(await policyEntries(service, id)).toMatchObject({ 'policy.accepted 2': 1 });
});

test('what is made during a pause rests with the rest, and lives after it', async () => {
  const revocations = service.running.app.get(Revocations);
  const database = service.running.app.get(Database);
  const [rule, grant] = [{ rule: 'policy', id } as const, newId()];
  await revocations.pause(database, rule);
  await revocations.cover(database, grant, [rule, { rule: 'resident', id }]);
  expect(await revocations.isDead(grant)).toBe(true);
  await revocations.resume(database, rule);
  expect(await revocations.isDead(grant)).toBe(false);
});

test('what ends during a pause stays ended after it', async () => {
  await letGraceEnd();
  const grantId = String(claimsOf(connection.accessToken).sid);
  const order = { grantId, ...staffMember('revoker'), reason: 'legal' } as const;
  const ended = await service.running.app.get(GrantRevocations).byStaff(order);
  expect(ended.kind).toBe('revoked');
  await agree(new Resident(service));
  expect(await isActive(connection.refreshToken)).toBe(false);
});

test('a pause takes as many residents as it may in a minute, and goes on in the next', async () => {
  await service.database.query(`
    with made as (
      insert into civic.resident (id, language)
      select gen_random_uuid(), 'en' from generate_series(1, 1200) returning id)
    insert into civic.app_grant (id, resident_id, app_id, subject, scopes, resource)
    select gen_random_uuid(), id, (select id from civic.city_app limit 1), id::text, '{}', 'urn:x:y' from made`);
  await publishIn(service, 0);
  await passDays(service, graceDays + 1);
  const agreements = service.running.app.get(Agreements);
  const rounds: number[] = [];
  while (rounds.at(-1) !== 0) rounds.push(await agreements.pauseLate());
  expect(rounds).toEqual([1000, 201, 0]);
}, 60_000);

test('an erased resident leaves no pause behind that anybody could trip over', async () => {
  await letGraceEnd();
  const back = new Resident(service);
  await back.travel('google');
  await deleteEverything(back);
  await housekeep(service);
  expect(service.log()).not.toContain('housekeeping.failed');
  expect(await service.database.query('select 1 from civic.policy_acceptance')).toEqual([]);
});

/** Until a statement waits for a lock that another transaction holds. */
async function somebodyWaits(): Promise<void> {
  const waiting = `select 1 from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`;
  while ((await service.database.query(waiting)).length === 0) await setImmediate();
}
