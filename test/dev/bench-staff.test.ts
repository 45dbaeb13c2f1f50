import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { benchApps } from '../../bench/apps.ts';
import { measureTasks, scansOf } from '../../bench/staff/measure.ts';
import { statementsOf, tableScans } from '../../bench/staff/plans.ts';
import { readStaffOptions } from '../../bench/staff/options.ts';
import { isKept, staffAsMarkdown } from '../../bench/staff/report.ts';
import { seedForStaff } from '../../bench/staff/seed.ts';
import type { Target } from '../../bench/staff/seed.ts';
import { staffTasks } from '../../bench/staff/tasks.ts';
import { ensureApp } from '../../dev/sample-apps.ts';
import { Apps } from '../../src/apps/apps.ts';
import { SealState } from '../../src/audit/seal-state.ts';
import { SealingClock } from '../../src/audit/sealing-clock.ts';
import { LinkSeal } from '../../src/links/link-seal.ts';
import { Attention } from '../../src/platform/attention/attention.ts';
import { Vault } from '../../src/vault/vault.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';
import { staffMember } from '../support/staff.ts';

/* What staff do goes by index, however many links there are; npm run bench:staff measures it with a million. */

describe('with six thousand links', () => {
  let service: TestService;
  let targets: Target[];
  beforeAll(async () => {
    service = await startTestService();
    const { app } = service.running;
    await ensureApp(app.get(Apps), benchApps.usual);
    const [seal, vault] = [app.get(LinkSeal, { strict: false }), app.get(Vault)];
    const { adminUrl } = service.database;
    const seed = { adminUrl, issuer: service.url, links: 6000, targets: 5, seal, vault };
    targets = await seedForStaff(seed);
  }, 60_000);
  afterAll(() => service.stop());

  const next = (): Target => {
    const target = targets.pop();
    if (target === undefined) throw new Error('Nobody is left.');
    return target;
  };
  const scans = () => scansOf(staffTasks(service.running.app), next(), service.database.adminUrl);

  test('searching, opening a record and revoking scan no table', async () => {
    expect(await scans()).toEqual([]);
  }, 30_000);

  test('nor does the first page of the console, nor what the service does by itself', async () => {
    const { app } = service.running;
    const statements = await statementsOf(async () => {
      await app.get(Attention).items({ role: 'operator' });
      await app.get(SealState).now(staffMember('auditor'));
      await app.get(SealingClock, { strict: false }).work();
    });
    expect(await tableScans(service.database.adminUrl, statements)).toEqual([]);
  });

  test.each([
    ['link_name', 'link'],
    ['authorization_code_link', 'authorization_code'],
    ['link_resident', 'link'],
  ])(
    'and without the index %s a scan is seen',
    async (index, table) => {
      const [row] = await service.database.query<{ made: string }>(
        'select pg_get_indexdef($1::regclass) as made',
        [`civic.${index}`],
      );
      await service.database.query(`drop index civic.${index}`);
      expect((await scans()).map((scan) => scan.table)).toContain(table);
      await service.database.query(row?.made ?? '');
    },
    30_000,
  );

  test('each task is measured, and one that does nothing is noticed', async () => {
    const [target] = targets;
    const tasks = staffTasks(service.running.app);
    const measured = await measureTasks(tasks, [target!], { atOnce: 2 });
    expect(measured.map(({ says }) => says)).toEqual(tasks.map(({ says }) => says));
    for (const { p99 } of measured) expect(p99).toBeGreaterThan(0);
    await expect(measureTasks(tasks, [target!], { atOnce: 1 })).rejects.toThrow(
      'Nobody was found.',
    );
  });
});

describe('the report', () => {
  const machine = {
    processor: 'a',
    cores: 2,
    memoryGiB: 8,
    node: 'v24',
    pinned: false,
    loadBefore: 0,
  };
  const figures = [{ says: 'search', p50: 1, p99: 160, longest: 200, perSecond: 100 }];
  const scan = { table: 'link', statement: 'select 1' };

  test.each([
    ['slow', { figures, scans: [] }, 'p99 at its worst: 160 ms, at most 150: missed by 7 %.'],
    ['a scan', { figures: [], scans: [scan] }, 'Scanned: link by `select 1`.'],
  ])('says of %s that the promise is not kept', (_what, found, sentence) => {
    expect(isKept(found)).toBe(false);
    expect(staffAsMarkdown({ machine, options: readStaffOptions([]), ...found })).toContain(
      sentence,
    );
  });

  test('says so when it is', () => {
    const quick = figures.map((each) => ({ ...each, p99: 15 }));
    expect(isKept({ figures: quick, scans: [] })).toBe(true);
  });
});
