import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { statement } from '../../src/platform/database/statement.ts';
import { readDead } from '../../src/revocations/statements.ts';
import { openDatabase } from '../support/open-database.ts';
import type { OpenDatabase } from '../support/open-database.ts';

const plansOf = statement(
  'test.plans-of',
  `select custom_plans::int as again, generic_plans::int as reused
   from pg_prepared_statements where name = $1`,
);

let open: OpenDatabase;
beforeAll(async () => {
  open = await openDatabase();
});
afterAll(() => open.close());

test('the hot statement is parsed once per connection, and its plan serves every question', async () => {
  await open.database.transaction(async (sql) => {
    for (const size of [1, 2, 30, 1, 500, 3, 7]) {
      const subjects = Array.from({ length: size }, () => crypto.randomUUID());
      await sql.run(readDead, [subjects, subjects]);
    }
    expect(await sql.run(plansOf, [readDead.name])).toEqual([{ again: 0, reused: 7 }]);
  });
});
