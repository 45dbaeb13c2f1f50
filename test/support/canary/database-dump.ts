import type pg from 'pg';
import type { TestDatabase } from '../database.ts';

interface TableName {
  schema: string;
  name: string;
}

/** Everything a database holds: every row of every table as text, and every binary value as the bytes it is. */
export async function dumpDatabase(database: TestDatabase): Promise<Buffer> {
  const tables = await database.query<TableName & pg.QueryResultRow>(
    `select table_schema as schema, table_name as name from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
     order by 1, 2`,
  );
  const parts: Buffer[] = [];
  for (const table of tables) parts.push(await dumpTable(database, table));
  return Buffer.concat(parts);
}

/** One table as text, with its name before each row. */
export async function dumpTable(
  database: TestDatabase,
  { schema, name }: TableName,
): Promise<Buffer> {
  const rows = await database.query<{ text: string; row: Record<string, unknown> }>(
    `select t::text as text, to_jsonb(t) as row from "${schema}"."${name}" as t`,
  );
  const lines = rows.flatMap(({ text, row }) => [
    Buffer.from(`${schema}.${name} ${text}\n${JSON.stringify(row)}\n`),
    ...Object.values(row).flatMap(bytesOf),
  ]);
  return Buffer.concat(lines);
}

/** In JSON a `bytea` is `\x` and hex. Its bytes may themselves be text, base64 for instance. */
function bytesOf(value: unknown): Buffer[] {
  if (typeof value !== 'string' || !/^\\x([0-9a-f]{2})*$/.test(value)) return [];
  return [Buffer.from(value.slice(2), 'hex'), Buffer.from('\n')];
}
