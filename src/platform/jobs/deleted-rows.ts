import { statement } from '../database/statement.ts';
import type { Sql } from '../database/statement.ts';

/** How many rows went, by the name of the deletion. */
export type DeletedRows = Readonly<Record<string, number>>;

interface Count {
  deletion: string;
  rows: number;
}

const add = statement(
  'jobs.add-deleted',
  'insert into civic.deleted_rows (deletion, rows) values ($1, $2)',
);

const sums = 'select deletion, sum(rows)::float8 as rows';

const read = statement('jobs.read-deleted', `${sums} from civic.deleted_rows group by deletion`);

const take = statement(
  'jobs.take-deleted',
  `with taken as (delete from civic.deleted_rows returning deletion, rows)
   ${sums} from taken group by deletion`,
);

/**
 * Counts what a deletion took, in its transaction. Each count is a row of its own, so that nobody waits for anybody: what
 * is not committed when the counts are taken is there the next time.
 */
export async function addDeleted(sql: Sql, deletion: string, rows: number): Promise<void> {
  if (rows > 0) await sql.run(add, [deletion, rows]);
}

/** What has gone since the counts were last taken. */
export async function readDeleted(sql: Sql): Promise<DeletedRows> {
  return byName(await sql.run<Count>(read));
}

/** The same, and each count is returned to one caller only. */
export async function takeDeleted(sql: Sql): Promise<DeletedRows> {
  return byName(await sql.run<Count>(take));
}

function byName(counts: readonly Count[]): DeletedRows {
  return Object.fromEntries(counts.map(({ deletion, rows }) => [deletion, rows]));
}
