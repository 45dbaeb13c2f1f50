import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Config } from '../../src/config/config.ts';
import { Database } from '../../src/platform/database/database.ts';
import { statement } from '../../src/platform/database/statement.ts';
import { formatDate } from '../../src/words/format.ts';
import { Housekeeping } from '../../src/platform/jobs/housekeeping.ts';
import { CityService } from '../support/city-service.ts';
import { Household, textOf } from '../support/household.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

let service: TestService;
let parks: CityService;
beforeAll(async () => {
  service = await startTestService();
  parks = await CityService.register(service);
});
afterAll(async () => {
  parks.close();
  await service.stop();
});

const day = 24 * 3600;

const holdConsents = statement(
  'test.hold-consents',
  'select 1 from civic.consent where resident_id = $1 for update',
);

/** The day that the page of city services says the app was last used. */
async function lastUsed(household: Household): Promise<string | undefined> {
  await household.signIn('google', household.resident);
  const page = textOf(await household.resident.open('/account/apps'));
  return /Last used on (\w+ \d+, \d+)/.exec(page)?.[1];
}

/** The day it is in the city, so many days ago. */
async function dayInCity(daysAgo = 0): Promise<string> {
  const [row] = await service.database.query<{ at: Date }>(
    `select civic.now() - make_interval(days => $1) as at`,
    [daysAgo],
  );
  const { site } = service.running.app.get(Config);
  return formatDate('en', row?.at ?? new Date(0), site.timeZone);
}

const grantsOf = ({ residentId }: Household) =>
  service.database.query<{ id: string }>('select id from civic.app_grant where resident_id = $1', [
    residentId,
  ]);

describe('when a city service was last used', () => {
  test('is when it asked last: at connecting, and at each refresh', async () => {
    const household = await Household.settle(service);
    const { refreshToken } = await parks.connect(household.resident);
    expect(await lastUsed(household)).toBe(await dayInCity());
    await service.travel(3 * day);
    expect(await lastUsed(household)).toBe(await dayInCity(3));
    expect((await parks.refresh(refreshToken)).status).toBe(200);
    expect(await lastUsed(household)).toBe(await dayInCity());
  });

  test('is still known when the grants that knew it are purged', async () => {
    const household = await Household.settle(service);
    const { refreshToken } = await parks.connect(household.resident);
    await service.travel(2 * day);
    await parks.refresh(refreshToken);
    await household.signIn('google', household.resident);
    await parks.connect(household.resident, { scope: 'openid' });
    const known = await lastUsed(household);
    await service.travel(40 * day);
    expect(await grantsOf(household)).toHaveLength(2);
    await service.running.app.get(Housekeeping).runAll();
    expect(await grantsOf(household)).toEqual([]);
    expect(await lastUsed(household)).toBe(known);
    expect(known).toBe(await dayInCity(40));
  });

  test('a consent that is busy keeps its grants until the next time, and nobody waits', async () => {
    const household = await Household.settle(service);
    await parks.connect(household.resident, { scope: 'openid' });
    await service.travel(2 * day);
    await service.running.app.get(Database).transaction(async (sql) => {
      await sql.run(holdConsents, [household.residentId]);
      await service.running.app.get(Housekeeping).runAll();
      expect(await grantsOf(household)).toHaveLength(1);
    });
    expect(service.log()).not.toContain('housekeeping.failed');
    await service.running.app.get(Housekeeping).runAll();
    expect(await grantsOf(household)).toEqual([]);
    expect(await lastUsed(household)).toBe(await dayInCity(2));
  });
});

test('disconnecting ends every grant and family of the service at once, and of no other', async () => {
  const household = await Household.settle(service);
  const library = await CityService.register(service, { name: 'Library Card' });
  const [lasting, brief] = [
    await parks.connect(household.resident),
    await parks.connect(household.resident, { scope: 'openid' }),
  ];
  const other = await library.connect(household.resident);
  const path = `/account/apps/${parks.id}/disconnect`;
  await household.resident.open(path);
  await household.resident.browser.submit(path);
  for (const { accessToken } of [lasting, brief]) {
    expect((await parks.introspect(accessToken)).json).toEqual({ active: false });
  }
  expect((await parks.refresh(lasting.refreshToken)).status).toBe(400);
  expect((await parks.userinfo(lasting.accessToken)).status).toBe(401);
  expect((await library.introspect(other.accessToken)).json.active).toBe(true);
  expect((await library.refresh(other.refreshToken)).status).toBe(200);
  library.close();
});
