import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { days } from '../../src/kernel/duration.ts';
import type { Database } from '../../src/platform/database/database.ts';
import { keyServices } from '../support/key-services.ts';
import { KeyTrial } from '../support/key-trial.ts';

/** What a minute of housekeeping does for signing keys: ahead 15 minutes, change after 90 days, keep 20 minutes. */
let trial: KeyTrial;

beforeEach(async () => {
  trial = await KeyTrial.start();
  await trial.here.keys.ensure();
});

afterEach(() => trial.close());

const step = (replica = trial.here) => replica.keys.keepRotating();

test('nothing happens to keys that are young', async () => {
  expect(await step()).toBe(0);
  await trial.travel(days(90) - 900 - 60);
  expect(await step()).toBe(0);
  expect(await trial.states()).toEqual(['ES256 current true', 'RS256 current true']);
});

test('keys are followed so early that none signs for longer than its days', async () => {
  const [elliptic, rsa] = [await trial.kid('ES256'), await trial.kid('RS256')];
  await trial.travel(days(90) - 900);
  expect(await step()).toBe(2);
  expect(await trial.published()).toHaveLength(4);
  expect(await trial.kid()).toBe(elliptic);

  await trial.travel(840);
  expect(await step()).toBe(0);
  expect(await trial.kid()).toBe(elliptic);

  await trial.travel(60);
  expect(await step()).toBe(2);
  expect(await trial.kid('ES256')).not.toBe(elliptic);
  expect(await trial.kid('RS256')).not.toBe(rsa);

  await trial.travel(1140);
  expect(await step()).toBe(0);
  expect(await trial.published()).toContain(elliptic);
  await trial.travel(60);
  expect(await step()).toBe(2);
  expect(await trial.published()).toHaveLength(2);
  expect(await trial.states()).toEqual([
    'ES256 retired false',
    'ES256 current true',
    'RS256 retired false',
    'RS256 current true',
  ]);
});

test('a service that slept for years still publishes before it signs', async () => {
  const old = await trial.kid();
  await trial.travel(days(1000));
  expect(await step()).toBe(2);
  expect(await step()).toBe(0);
  expect(await trial.kid()).toBe(old);
  await trial.travel(900);
  expect(await step()).toBe(2);
  expect(await trial.kid()).not.toBe(old);
});

test('a rotation that somebody began by hand ends by itself', async () => {
  const published = await trial.here.keys.rotate();
  await trial.travel(900);
  expect(await step()).toBe(2);
  expect(published).toHaveProperty('kids', expect.arrayContaining([await trial.kid()]));
});

test('only the algorithm whose key is old gets a new one', async () => {
  await trial.travel(days(60));
  await trial.here.keys.retireNow(await trial.kid('ES256'), { kind: 'staff', id: 'cli' });
  await trial.travel(days(30));
  expect(await step()).toBe(1);
  const next = (await trial.states()).filter((line) => line.includes('next'));
  expect(next).toEqual(['RS256 next true']);
});

test('any number of replicas in the same minute do what one would do', async () => {
  const replicas = await trial.replicas(4);
  const all = async () => {
    const counts = await Promise.all(replicas.map(step));
    return counts.reduce((sum, count) => sum + count, 0);
  };
  for (const [wait, changed] of [
    [days(90) - 900, 2],
    [900, 2],
    [1200, 2],
    [days(90), 2],
  ] as const) {
    await trial.travel(wait);
    expect(await all()).toBe(changed);
    const current = (await trial.states()).filter((line) => line.includes('current'));
    expect(current).toEqual(['ES256 current true', 'RS256 current true']);
  }
});

test('a replica that comes too late with its new keys brings nothing', async () => {
  await trial.travel(days(90));
  const [slow = trial.here] = await trial.replicas(1);
  const late = keyServices(
    Object.assign(Object.create(trial.open.database) as Database, {
      run: async (...given: Parameters<Database['run']>) => {
        const rows = await trial.open.database.run(...given);
        if (given[0].name !== 'keys.aged') return rows;
        await step(slow);
        await trial.travel(900);
        await step(slow);
        return rows;
      },
    }),
    trial.clock,
  );
  expect(await step(late)).toBe(0);
  expect((await trial.states()).filter((line) => line.includes('next'))).toEqual([]);
});

test('a step that cannot be recorded does not happen', async () => {
  await trial.open.query('revoke insert on civic.ledger_entry from civic_service');
  await trial.travel(days(90));
  await expect(step()).rejects.toMatchObject({ code: '42501' });
  expect(await trial.states()).toEqual(['ES256 current true', 'RS256 current true']);
});

test('an algorithm that was left without a key gets one that signs at once', async () => {
  await trial.travel(days(90) - 900);
  expect(await step()).toBe(2);
  await trial.travel(900);
  // As when a next key is retired between the two halves of another replica's promotion.
  await trial.open.query(
    `update civic.signing_key set state = 'retired', sealed_private = null
     where algorithm = 'ES256'`,
  );
  expect(await step()).toBe(2);
  expect((await trial.states()).filter((line) => line.includes('current'))).toEqual([
    'ES256 current true',
    'RS256 current true',
  ]);
});
