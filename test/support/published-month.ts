import { sharedOut } from '../../src/statistics/suppression.ts';
import { tableNames } from '../../src/statistics/tables.ts';
import type { PublishedMonth, Table, TableName } from '../../src/statistics/tables.ts';
import type { TestService } from './service.ts';

/** Rows of every table, the names of things that are there and not there any more among them. */
const labels: Readonly<Record<TableName, readonly string[]>> = {
  linked: ['google', 'facebook', 'other'],
  added: ['google', 'facebook', 'other'],
  removed: ['google', 'facebook', 'other'],
  'signed-in': ['google', 'facebook', 'other'],
  services: ['parks'],
  'views-day': ['2026-11-01', '2026-11-02', '2026-11-03'],
  'views-language': ['en', 'es'],
  'views-page': ['/', '/link/:provider', 'account', 'other'],
  'views-browser': ['Chrome', 'Firefox', 'other'],
  'views-system': ['Windows', 'iOS', 'other'],
  'views-device': ['bot', 'desktop', 'mobile', 'other'],
};

/** A month with a number of every kind: large, small, and hidden for the sake of a small one. */
export const publishedMonth: PublishedMonth = {
  month: '2026-11',
  tables: tableNames.map((name): Table => {
    const counts = labels[name].map((label, row) => ({ label, count: [12_340, 870, 6][row] ?? 3 }));
    return { name, ...sharedOut(counts) };
  }),
  publishedAt: new Date('2026-12-01T15:00:00Z'),
};

/** Publishes it behind the service's back, once, and waits until every process has seen it. */
export async function publishMonth(service: TestService): Promise<string> {
  const { month, tables } = publishedMonth;
  await service.database.query(
    `insert into civic.published_statistic (month, tables) values ($1, $2) on conflict do nothing`,
    [month, JSON.stringify(tables)],
  );
  await service.travel(2);
  return month;
}
