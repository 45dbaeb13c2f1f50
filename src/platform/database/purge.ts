import { firstRow, statement } from './statement.ts';
import type { Sql, Statement, Values } from './statement.ts';

/** Rows that have had their time: of which table, and when one has. */
interface OldRows {
  table: string;
  /** A condition of the row named `old`; limits that are settings are parameters, `$1` first. */
  isOver: string;
  /** So many at a time, so that no purge holds its locks for long. */
  atMost: number;
}

/** How old rows leave a table. A dry run asks the very condition by which a real one deletes. */
export interface Purge {
  readonly count: Statement;
  readonly remove: Statement;
  readonly atMost: number;
  /** The parameters of both statements. */
  readonly values?: Values;
}

/**
 * A purge of the rows whose time is over. `name` is the module and the rows: `codes.purge`. Rows are found by where they
 * lie: there is one plan for that, however wrong the statistics are of a table that fills and empties all day. (A table in
 * partitions would need its key instead.)
 */
export function purgeOf(name: string, { table, isOver, atMost }: OldRows): Purge {
  const over = `from civic.${table} as old where ${isOver}`;
  return {
    atMost,
    count: statement(`${name}-count`, `select count(*)::int as rows ${over}`),
    remove: statement(
      name,
      `with gone as (
         delete from civic.${table} where ctid = any(array(select ctid ${over} limit ${atMost}))
         returning 1)
       select count(*)::int as rows from gone`,
    ),
  };
}

/** Deletes old rows, at most so many at a time, and returns how many went. */
export function purged(sql: Sql, { remove, values }: Purge): Promise<number> {
  return rowsOf(sql, remove, values);
}

/** How many rows are over now. */
export function countOver(sql: Sql, { count, values }: Purge): Promise<number> {
  return rowsOf(sql, count, values);
}

async function rowsOf(sql: Sql, query: Statement, values?: Values): Promise<number> {
  return (await firstRow<{ rows: number }>(sql, query, values))?.rows ?? 0;
}
