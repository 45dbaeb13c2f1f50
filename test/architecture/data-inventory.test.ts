import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import '../../src/app.module.ts';
import { declareCookie, declaredCookies } from '../../src/platform/http/cookies.ts';
import {
  columnsAboutResidents,
  cookies,
  inventoryColumns,
  tables,
} from '../../src/retention/inventory.ts';
import { createDatabase } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';

/* Invariant I11: whatever is stored is in the inventory, with what it is for and how long it is kept. */

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(() => database.drop());

const listed = inventoryColumns().map(({ table, column }) => `${table}.${column}`);

/**
 * Every column of the service's schemas. A view or a foreign table would be found as well. What pg-boss counts day by day
 * has a part for the day of the migration and the day after.
 */
async function realColumns(): Promise<string[]> {
  const rows = await database.query<{ name: string }>(
    `select case when table_schema = 'civic' then '' else table_schema || '.' end || table_name || '.' || column_name as name
     from information_schema.columns
     where table_schema in ('civic', 'pgboss') and table_name !~ '^queue_stats_\\d{8}$'`,
  );
  return rows.map(({ name }) => name);
}

/** What is only on one side. */
function difference(real: readonly string[], inventory: readonly string[]) {
  return {
    unlisted: real.filter((name) => !inventory.includes(name)),
    gone: inventory.filter((name) => !real.includes(name)),
  };
}

const same = { unlisted: [], gone: [] };

describe('columns', () => {
  test('are all in the inventory, once, and it lists no other', async () => {
    expect(difference(await realColumns(), listed)).toEqual(same);
    expect(new Set(listed).size).toBe(listed.length);
  });

  test('that nobody listed are found, in a new table and in an old one', async () => {
    await database.query('alter table civic.link add column e_mail text');
    await database.query('create table civic.profile (photo bytea)');
    await database.query('create view civic.names as select sealed_name as name from civic.link');
    expect(difference(await realColumns(), listed)).toEqual({
      unlisted: expect.arrayContaining(['link.e_mail', 'profile.photo', 'names.name']),
      gone: [],
    });
    await database.query('drop view civic.names');
    await database.query('drop table civic.profile');
    await database.query('alter table civic.link drop column e_mail');
    expect(difference(await realColumns(), listed)).toEqual(same);
  });

  test('that are listed but gone are found too', async () => {
    await database.query('alter table civic.consent drop column last_used_at');
    expect(difference(await realColumns(), listed).gone).toEqual(['consent.last_used_at']);
  });

  test('are in no other schema of ours', async () => {
    const rows = await database.query<{ name: string }>(
      `select distinct table_schema as name from information_schema.tables
       where table_schema not in ('pg_catalog', 'information_schema', 'civic_test') order by 1`,
    );
    expect(rows).toEqual([{ name: 'civic' }, { name: 'pgboss' }]);
  });

  test('of a table that says whose it is, or hangs on one that does, are about residents', async () => {
    const about = new Set(columnsAboutResidents().map(({ table }) => table));
    const owned = await database.query<{ name: string }>(
      `select distinct table_name as name from information_schema.columns
       where table_schema = 'civic' and column_name in ('resident_id', 'grant_id')`,
    );
    expect(owned.length).toBeGreaterThan(5);
    expect(owned.filter(({ name }) => !about.has(name))).toEqual([]);
  });

  test('are each described', () => {
    for (const { groups } of tables)
      for (const { purpose } of groups) expect(purpose.length).toBeGreaterThan(5);
  });
});

describe('cookies', () => {
  const names = cookies.map(({ name }) => name);
  const declared = () => declaredCookies().map(({ name }) => name);

  test('are all in the inventory, and it lists no other', () => {
    expect(difference(declared(), names)).toEqual(same);
  });

  test('that nobody listed are found', () => {
    declareCookie({
      name: '__Host-planted',
      why: () => 'To show that it is found.',
      ends: () => 'Now.',
      bindsForms: false,
    });
    expect(difference(declared(), names)).toEqual({ unlisted: ['__Host-planted'], gone: [] });
  });
});
