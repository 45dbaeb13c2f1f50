import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { getConstructionPlans } from 'pg-boss';
import { construction } from '../../migrations/pg-boss/construction-12.38.ts';
import { Database } from '../../src/platform/database/database.ts';
import { statement } from '../../src/platform/database/statement.ts';
import { Jobs } from '../../src/platform/jobs/jobs.ts';
import type { JobData } from '../../src/platform/jobs/jobs.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

/* Work that nobody waits for: sent with a transaction, done once at a time over all processes, tried again. */

let service: TestService;
let replica: TestService;
const done: string[] = [];
let atOnce = 0;
let most = 0;
let failures = 2;
let queuesAtStart = -1;
beforeAll(async () => {
  service = await startTestService();
  replica = await service.replica();
  queuesAtStart = (await service.database.query('select 1 from pgboss.queue')).length;
  for (const each of [service, replica]) {
    const jobs = jobsOf(each);
    jobs.handle('trial', doSlowly);
    jobs.handle('left', doSlowly);
    jobs.handle('clumsy', failTwice);
    jobs.schedule('yearly', '0 0 1 1 *', async () => undefined);
    await jobs.work();
  }
  await leaveBehind('orphan');
});
afterAll(() => service.stop());

const jobsOf = (of: TestService): Jobs => of.running.app.get(Jobs);

async function doSlowly({ name }: JobData): Promise<void> {
  atOnce += 1;
  most = Math.max(most, atOnce);
  await pause(100);
  done.push(String(name));
  atOnce -= 1;
}

async function failTwice(): Promise<void> {
  failures -= 1;
  if (failures >= 0) throw Object.assign(new Error('Ana Rivera did it'), { code: 'clumsy' });
  done.push('clumsy');
}

function send(queue: string, name: string, of: TestService = service): Promise<void> {
  return of.running.app.get(Database).transaction((sql) => jobsOf(of).send(sql, queue, { name }));
}

async function until(isSo: () => boolean, seconds = 15): Promise<void> {
  for (let n = 0; n < seconds * 20 && !isSo(); n += 1) await pause(50);
  expect(isSo()).toBe(true);
}

const states = (queue: string) =>
  service.database.query<{ state: string; output: unknown }>(
    'select state, output from pgboss.job where name = $1',
    [queue],
  );

/** A job as a process leaves it that was killed a minute ago. */
function leaveBehind(name: string): Promise<void> {
  return service.running.app.get(Database).transaction(async (sql) => {
    await jobsOf(service).send(sql, 'left', { name });
    const then = `now() - interval '1 minute'`;
    await sql.run(
      statement(
        '',
        `update pgboss.job set state = 'active', started_on = ${then}, heartbeat_on = ${then} where name = 'left'`,
      ),
    );
  });
}

describe('the tables of pg-boss', () => {
  test('are those of the version that is installed; a later one needs a migration of its own', () => {
    const plan = getConstructionPlans('pgboss');
    const inner = plan.slice(plan.indexOf('CREATE SCHEMA'), plan.lastIndexOf('COMMIT;'));
    expect(construction.trim()).toBe(inner.trim());
  });

  test('are made by the migration, and the service can make none', async () => {
    const [rights] = await service.database.query<{ create: boolean; migrate: boolean }>(
      `select has_schema_privilege('civic_service', 'pgboss', 'create') as "create",
              has_column_privilege('civic_service', 'pgboss.version', 'version', 'update') as migrate`,
    );
    expect(rights).toEqual({ create: false, migrate: false });
  });
});

test('a job that was sent is done, and one whose transaction failed never was', async () => {
  const failed = service.running.app.get(Database).transaction(async (sql) => {
    await jobsOf(service).send(sql, 'trial', { name: 'undone' });
    throw new Error('Changed my mind.');
  });
  await expect(failed).rejects.toThrow('Changed my mind.');
  await send('trial', 'first');
  await until(() => done.includes('first'));
  expect(done).not.toContain('undone');
});

test('over all processes a queue does one job at a time, and each of them once', async () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f'];
  await Promise.all(names.map((name, n) => send('trial', name, n % 2 === 0 ? service : replica)));
  await until(() => names.every((name) => done.includes(name)));
  expect(done.filter((name) => names.includes(name)).toSorted()).toEqual(names);
  expect(most).toBe(1);
}, 20_000);

test('what failed is tried again, and of the error nothing is kept but its code', async () => {
  const soon = (table: string) =>
    service.database.query(
      `update pgboss.${table} set retry_delay = 1, retry_backoff = false where name = 'clumsy'`,
    );
  await soon('queue');
  await send('clumsy', 'x');
  await soon('job');
  await until(() => service.log().includes('"job.failed","job":"clumsy"') || failures < 2);
  const [job] = await states('clumsy');
  expect(JSON.stringify(job)).not.toContain('Ana Rivera');
  await until(() => done.includes('clumsy'));
  expect(service.log() + replica.log()).toContain(
    '"event":"job.failed","job":"clumsy","code":"clumsy"',
  );
  expect(service.log() + replica.log()).not.toContain('Ana Rivera');
}, 20_000);

test('a job of a kind that nobody does is not sent', async () => {
  await expect(send('nothing', 'x')).rejects.toThrow('Nobody does jobs of the kind nothing.');
});

test('what comes by itself is planned once, however many processes there are', async () => {
  const rows = await service.database.query(
    `select cron from pgboss.schedule where name = 'yearly'`,
  );
  expect(rows).toEqual([{ cron: '0 0 1 1 *' }]);
});

test('a process that ends asks the job it does to stop, and waits for it', async () => {
  const third = await service.replica();
  const jobs = jobsOf(third);
  const seen: string[] = [];
  jobs.handle('long', async (_data, signal) => {
    seen.push('begun');
    while (!signal.aborted) await pause(20);
    await pause(200);
    seen.push('tidied up');
  });
  await send('long', 'x', third);
  await jobs.work();
  await until(() => seen.length === 1);
  await third.running.stop();
  expect(seen).toEqual(['begun', 'tidied up']);
}, 20_000);

test('a process that has not come to a job yet has asked pg-boss nothing', () => {
  expect(queuesAtStart).toBe(0);
});

test('where pg-boss fails in the middle of a transaction, nobody gets its connection', async () => {
  const third = await service.replica();
  await service.database.query('alter function pgboss.create_queue rename to create_queue_away');
  await jobsOf(third).work();
  await service.database.query('alter function pgboss.create_queue_away rename to create_queue');
  expect(third.log()).toContain('"event":"job.failed","job":"all"');
  const database = third.running.app.get(Database);
  const wait = statement('', 'select 1 as one from pg_sleep(0.1)');
  const all = await Promise.all(Array.from({ length: 10 }, () => database.run(wait)));
  expect(all).toEqual(Array.from({ length: 10 }, () => [{ one: 1 }]));
  await third.running.stop();
});

test('what a process left behind that was killed is done by another', async () => {
  await until(() => done.includes('orphan'), 40);
  expect(done.filter((name) => name === 'orphan')).toHaveLength(1);
}, 45_000);
