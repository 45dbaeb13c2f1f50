import { firstRow, statement } from './statement.ts';
import type { Sql, Statement } from './statement.ts';

/** Rows that have had their time: of which table, by which key columns, and when one has. */
interface OldRows {
  table: string;
  key: string;
  isOver: string;
  /** So many at a time, so that no purge holds its locks for long; the next minute brings the next. */
  atMost: number;
}

/** A statement that deletes rows whose time is over and says how many went. */
export function purgeStatement(name: string, { table, key, isOver, atMost }: OldRows): Statement {
  return statement(
    name,
    `with gone as (
       delete from civic.${table} where (${key}) in
         (select ${key} from civic.${table} where ${isOver} limit ${atMost})
       returning 1)
     select count(*)::int as rows from gone`,
  );
}

/** Runs such a statement and returns how many rows went. */
export async function purged(sql: Sql, purge: Statement): Promise<number> {
  return (await firstRow<{ rows: number }>(sql, purge))?.rows ?? 0;
}
