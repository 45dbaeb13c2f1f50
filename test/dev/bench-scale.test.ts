import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { benchApps } from '../../bench/apps.ts';
import { CityApp } from '../../bench/city-app.ts';
import { readScaleOptions } from '../../bench/scale/options.ts';
import { scaleAsMarkdown, scaleReport } from '../../bench/scale/report.ts';
import { seed } from '../../bench/scale/seed.ts';
import { ensureApp } from '../../dev/sample-apps.ts';
import { Apps } from '../../src/apps/apps.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

describe('a database filled for npm run bench:scale', () => {
  let service: TestService;
  let app: CityApp;
  let codes: string[];

  beforeAll(async () => {
    service = await startTestService();
    const login = await ensureApp(service.running.app.get(Apps), benchApps.introspected);
    app = new CityApp(service.url, login);
    const { adminUrl } = service.database;
    codes = await seed({ adminUrl, issuer: service.url, grants: 100, asked: 10 });
  });
  afterAll(async () => {
    app.close();
    await service.stop();
  });

  test('has grants that work like any other', async () => {
    expect(codes.length).toBe(10);
    for (const code of codes) {
      const { refresh_token: refreshToken = '' } = await app.redeem(code);
      await app.introspect((await app.refresh(refreshToken)).access_token);
    }
  });

  test.each([
    ['link', 80],
    ['app_grant', 100],
    ['coverage', 700],
    ['epoch', 40],
    ['revoked_token', 20],
  ])('has rows in civic.%s in proportion', async (table, count) => {
    const [row] = await service.database.query<{ rows: number }>(
      `select count(*)::int as rows from civic.${table}`,
    );
    expect(row?.rows).toBe(count);
  });
});

test('its report compares what one introspection costs', () => {
  const figures = { perSecond: 1000, p50: 1, p99: 2, memoryMiB: 100, databaseMicroseconds: 50 };
  const small = { ...figures, processorMicroseconds: 150 };
  const large = { ...figures, perSecond: 900, processorMicroseconds: 180 };
  const machine = {
    processor: 'a',
    cores: 2,
    memoryGiB: 8,
    node: 'v24',
    pinned: true,
    loadBefore: 0,
  };
  const report = scaleReport(machine, readScaleOptions([]), [{ small, large }]);
  expect(report.growth).toEqual({ cost: 1.15, perSecond: 0.9 });
  const markdown = scaleAsMarkdown(report);
  expect(markdown).toContain('Cost: 1.15 times, at most 1.1: missed by 5 %.');
  expect(markdown).toContain('| 1,000,000 | 900 |');
});
