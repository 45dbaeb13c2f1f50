import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Clock } from '../../src/kernel/clock.ts';
import { Tallies } from '../../src/platform/tallies/tallies.ts';
import { monthAfter, monthOf, spanOf } from '../../src/statistics/month.ts';
import { Statistics } from '../../src/statistics/statistics.ts';
import type { Table } from '../../src/statistics/tables.ts';
import { CityService } from '../support/city-service.ts';
import { commandLine, sharedKeys } from '../support/command-line.ts';
import { Crowd } from '../support/crowd.ts';
import { Evidence } from '../support/evidence.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

/* A month is counted once it is over, published once, and then fixed; and no number in it is about a few people. */

const operator = { actor: { kind: 'staff', id: 'cli' }, role: 'operator' } as const;
const viewer = { ...operator, role: 'viewer' } as const;
const timeZone = 'America/Chicago';

let service: TestService;
let parks: CityService;
let crowd: Crowd;
let month: string;
beforeAll(async () => {
  service = await startTestService({ ...sharedKeys, TIME_ZONE: timeZone });
  parks = await CityService.register(service);
  crowd = new Crowd(service);
  month = monthAfter(monthOf(new Date(clock().milliseconds()), timeZone), -1);
});
afterAll(async () => {
  parks.close();
  await service.stop();
});

const clock = (): Clock => service.running.app.get(Clock);
const statistics = (): Statistics => service.running.app.get(Statistics);
/** A moment of the month under test. */
const onDay = (day: number): Date =>
  new Date(spanOf(month, timeZone).from.getTime() + (day - 0.5) * 86_400_000);

async function previewed(): Promise<Table[]> {
  const seen = await statistics().preview(viewer, month);
  if (seen.kind !== 'ready') throw new Error(seen.kind);
  return seen.tables;
}

const tableOf = (tables: readonly Table[], name: Table['name']) => {
  const table = tables.find((one) => one.name === name);
  const rows = table?.rows.map(({ label, count }) => [label, count] as const) ?? [];
  return { ...Object.fromEntries(rows), total: table?.total };
};

const read = async (path: string): Promise<Response> => fetch(`${service.url}${path}`);

describe('before anything is published', () => {
  test('the page says so, in both languages and without a cookie', async () => {
    for (const [path, says] of [
      ['/statistics', 'We have not published any numbers yet.'],
      ['/es/statistics', 'Todavía no hemos publicado ningún número.'],
    ] as const) {
      const answer = await read(path);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('set-cookie')).toBeNull();
      expect(answer.headers.get('content-security-policy')).not.toContain('script-src');
      expect(await answer.text()).toContain(says);
    }
  });

  test('the files are empty and well formed', async () => {
    expect(await (await read('/statistics.json')).json()).toEqual({ months: [] });
    expect(await (await read('/statistics.csv')).text()).toBe('month,table,row,count\r\n');
  });
});

describe('counting a month', () => {
  test('counts each resident once, as it was when the month ended', async () => {
    await crowd.arrive(46, { at: onDay(3) });
    await crowd.arrive(35, { at: onDay(4), providers: ['facebook'] });
    await crowd.arrive(24, { at: onDay(5), providers: ['google', 'facebook'] });
    await crowd.arrive(50, { at: new Date(spanOf(month, timeZone).to.getTime()) });
    await crowd.leave(26, 'google', onDay(20));
    await crowd.leave(15, 'google', new Date(spanOf(month, timeZone).to.getTime() + 1000));
    const tables = await previewed();
    // 46 with Google alone lost 26 in the month; 15 more went after its end and were there then.
    expect(tableOf(tables, 'linked')).toEqual({ google: 20, facebook: 40, other: 20, total: 80 });
    expect(tableOf(tables, 'added')).toEqual({ google: 50, facebook: 40, other: 20, total: 110 });
    expect(tableOf(tables, 'signed-in')).toEqual(tableOf(tables, 'added'));
    expect(tableOf(tables, 'removed')).toEqual({
      google: null,
      facebook: null,
      other: null,
      total: 30,
    });
  });

  test('hides a few among many, in every table of people', async () => {
    await service.database.query(
      `insert into civic.ledger_entry (type, actor_kind, at, app_id, resident_id)
       select 'consent.given', 'resident', $1, $2, gen_random_uuid() from generate_series(1, 10)`,
      [onDay(9), parks.id],
    );
    expect(tableOf(await previewed(), 'services')).toEqual({ [parks.id]: null, total: null });
    await service.database.query(
      `insert into civic.ledger_entry (type, actor_kind, at, app_id, resident_id)
       values ('consent.given', 'resident', $1, $2, gen_random_uuid())`,
      [onDay(9), parks.id],
    );
    expect(tableOf(await previewed(), 'services')).toEqual({ [parks.id]: 10, total: null });
  });

  test('takes page views from the tallies of the month alone', async () => {
    const hour = onDay(7);
    await service.database.query(
      `insert into civic.tally (kind, hour, subject, outcome, count) values
       ('view.language', $1, 'en', '', 300), ('view.language', $1, 'es', '', 43),
       ('view.page', $1, '/', '', 310), ('view.page', $1, '/privacy', '', 14), ('view.page', $1, '/cookies', '', 19),
       ('view.language', $2, 'es', '', 900)`,
      [hour, spanOf(month, timeZone).to],
    );
    const tables = await previewed();
    expect(tableOf(tables, 'views-language')).toEqual({ en: 300, es: 40, total: 340 });
    expect(tableOf(tables, 'views-page')).toEqual({
      '/': 310,
      '/privacy': null,
      '/cookies': 20,
      other: null,
      total: 340,
    });
    const days = tables.find(({ name }) => name === 'views-day')?.rows ?? [];
    expect(days.length).toBeGreaterThanOrEqual(28);
    expect(days[6]?.label).toBe(`${month}-07`);
  });

  test('shows no number that one more resident gives away, step by step', async () => {
    for (let day = 10; day < 26; day += 1) {
      const before = await previewed();
      await crowd.arrive(1, { at: onDay(day), providers: ['facebook', 'google'].slice(day % 2) });
      const after = await previewed();
      for (const [index, { name, rows, total }] of after.entries()) {
        const numbers = [...rows.map(({ count }) => count), total];
        const were = [
          ...(before[index]?.rows ?? []).map(({ count }) => count),
          before[index]?.total,
        ];
        expect(numbers.filter((shown) => shown !== null && shown % 10 !== 0)).toEqual([]);
        const steps = numbers.map((shown, row) =>
          Math.abs((shown ?? 0) - (were[row] ?? shown ?? 0)),
        );
        expect(steps.filter((step) => step > 0 && step < 10)).toEqual([]);
        const hidden = rows.filter(({ count }) => count === null).length;
        const isAlone = name !== 'services' && total !== null && hidden === 1;
        expect(isAlone).toBe(false);
      }
    }
  });
});

describe('publishing', () => {
  test('is refused for a month that is not over, is too old, or is none', async () => {
    const now = monthAfter(month);
    for (const [asked, kind] of [
      [now, 'not-over'],
      [monthAfter(month, -13), 'too-old'],
      ['2026-13', 'not-a-month'],
      ["' or true", 'not-a-month'],
    ] as const) {
      expect(await statistics().preview(viewer, asked)).toEqual({ kind });
      expect(await statistics().publish(operator, asked)).toEqual({ kind });
    }
  });

  test('is for operators alone', async () => {
    await expect(statistics().publish(viewer, month)).rejects.toMatchObject({
      code: 'not-allowed',
    });
    expect(await new Evidence(service).count('published_statistic')).toBe(0);
  });

  test('happens once, even when two do it at once, and is in the ledger once', async () => {
    const preview = await previewed();
    expect((await statistics().open(viewer))[0]).toBe(month);
    const outcomes = await Promise.all([
      statistics().publish(operator, month),
      statistics().publish(operator, month),
    ]);
    expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['published', 'published-before']);
    expect(outcomes[0]).toMatchObject({ published: { month, tables: preview } });
    expect(await new Evidence(service).ledger('statistics.published')).toHaveLength(1);
    expect(await statistics().open(viewer)).not.toContain(month);
  });

  test('fixes the numbers, whatever happens to the counts they were made of', async () => {
    const before = await (await read('/statistics.json')).text();
    await service.database.query(`delete from civic.tally`);
    await crowd.arrive(200, { at: onDay(27) });
    await service.travel(2);
    expect(await (await read('/statistics.json')).text()).toBe(before);
    expect(await statistics().publish(operator, month)).toMatchObject({ kind: 'published-before' });
    for (const change of [
      `update civic.published_statistic set tables = '[]'`,
      'delete from civic.published_statistic',
      'truncate civic.published_statistic',
    ])
      await expect(
        service.database.query(`set role civic_service; ${change}`),
      ).rejects.toMatchObject({ code: '42501' });
    await service.database.query('reset role');
  });

  test('shows the month on a page, as JSON and as CSV, to everybody and without a cookie', async () => {
    for (const path of ['/statistics', `/es/statistics/${month}`]) {
      const page = await read(path);
      expect(page.headers.get('set-cookie')).toBeNull();
      const text = await page.text();
      expect(text).toContain('Google');
      expect(text).toContain('Parks Pass');
      expect(text).toContain(path.startsWith('/es') ? 'No se muestra' : 'Not shown');
    }
    const { months } = (await (await read('/statistics.json')).json()) as {
      months: { month: string; tables: Table[] }[];
    };
    expect(months.map((one) => one.month)).toEqual([month]);
    const csv = await read('/statistics.csv');
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(csv.headers.get('access-control-allow-origin')).toBe('*');
    expect(csv.headers.get('cache-control')).toBe('public, max-age=300');
    const lines = (await csv.text()).split('\r\n');
    expect(lines).toContain(`${month},views-language,en,300`);
    expect(lines).toContain(`${month},views-page,other,`);
    expect(lines.find((line) => line.startsWith(`${month},linked,total,`))).toMatch(/,\d+0$/);
    expect((await read('/statistics/1999-01')).status).toBe(404);
  });

  test('is done at the terminal after a look at it', async () => {
    const civicLink = commandLine(service, { TIME_ZONE: timeZone });
    const earlier = monthAfter(month, -1);
    const seen = await civicLink('statistics', 'preview', earlier);
    expect(seen).toMatchObject({ code: 0, out: expect.stringContaining('views-device') });
    expect(seen.out).toContain('hidden');
    expect(await civicLink('statistics', 'publish', earlier)).toMatchObject({ code: 0 });
    expect(await civicLink('statistics', 'publish', earlier)).toMatchObject({ code: 1 });
    expect(await civicLink('statistics', 'publish')).toMatchObject({ code: 2 });
    await service.travel(2);
    expect(await (await read('/statistics')).text()).toContain(`/statistics/${earlier}`);
  }, 120_000);
});

test('the page views that are counted for it are those of this very service', async () => {
  await read('/statistics');
  await service.running.app.get(Tallies).flush();
  const rows = await service.database.query(
    `select 1 from civic.tally where kind = 'view.page' and subject = '/statistics'`,
  );
  expect(rows).toHaveLength(1);
});
