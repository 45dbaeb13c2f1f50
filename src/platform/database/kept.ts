import type { PlainKey } from '../../words/words.ts';
import { statement } from './statement.ts';
import type { Sql } from './statement.ts';

/** One row as the copy of somebody's data shows it: its fields by name. */
export type KeptRow = Readonly<Record<string, unknown>>;

/**
 * What one table keeps about a person, as the copy of their data explains it. A test compares it with the table: each
 * of its columns is one of the fields, or is left out for a reason.
 */
export interface KeptTable {
  table: string;
  /** What the copy calls the rows, in the file and on the page. */
  name: string;
  title: PlainKey;
  /** What each field is. A field that is a column has its name. */
  fields: Readonly<Record<string, PlainKey>>;
  /** Columns that are not in the copy as they are, and why. */
  leftOut: Readonly<Record<string, PlainKey>>;
}

/** A table with the way to read it. */
export interface Kept extends KeptTable {
  /** The rows about one resident, of which only a bounded number is in memory at a time. */
  read(sql: Sql, residentId: string): AsyncIterable<KeptRow>;
}

interface Whose {
  /** The condition of the rows, where `$1` is the resident's id. */
  where?: string;
  orderBy: string;
}

/** A table whose fields are its columns, read as they are. For tables that never hold many rows about one person. */
export function keptRows(kept: KeptTable, { where = 'resident_id = $1', orderBy }: Whose): Kept {
  const columns = Object.keys(kept.fields).join(', ');
  const query = statement(
    `kept.${kept.table}`,
    `select ${columns} from civic.${kept.table} where ${where} order by ${orderBy}`,
  );
  return {
    ...kept,
    async *read(sql, residentId) {
      yield* await sql.run<KeptRow>(query, [residentId]);
    },
  };
}
