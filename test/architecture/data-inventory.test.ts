import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import '../../src/app.module.ts';
import { declaredCookies } from '../../src/platform/http/cookies.ts';
import { createDatabase } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';

const page = readFileSync('docs/data-inventory.md', 'utf8');
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(() => database.drop());

test('every column of the database is in the inventory, and nothing else is', async () => {
  const real = await database.query<{ name: string }>(
    `select table_name || '.' || column_name as name from information_schema.columns where table_schema = 'civic'`,
  );
  const listed = rows
    .filter((cells) => cells.length === 5)
    .flatMap(([table = '', columns = '']) =>
      names(columns).map((column) => `${names(table)[0]}.${column}`),
    );
  expect(listed.toSorted()).toEqual(real.map(({ name }) => name).toSorted());
});

test('every cookie the service may set is in the inventory, and nothing else is', () => {
  const listed = rows
    .filter((cells) => cells.length === 3)
    .map(([name = '']) => names(name)[0] ?? '');
  expect(listed.toSorted()).toEqual(
    declaredCookies()
      .map(({ name }) => name)
      .toSorted(),
  );
});

test('every row says its class, its purpose and how long it is kept', () => {
  expect(rows.length).toBeGreaterThan(20);
  for (const cells of rows) expect(cells.every((cell) => cell !== '')).toBe(true);
});

function names(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
}
