/** One SQL text under one name, so that PostgreSQL parses and plans it once per connection. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/** Names a SQL text. The name is the module and the deed: `links.insert`. */
export function statement(name: string, text: string): Statement {
  return { name, text };
}

/** What every statement may be given: PostgreSQL parameters. */
export type Values = readonly unknown[];

/** Something that runs statements: the database itself, or a transaction in progress. */
export interface Sql {
  /** Runs one statement and returns its rows. Throws `unavailable` (503) when the database cannot answer. */
  run<Row>(statement: Statement, values?: Values): Promise<Row[]>;
}

/** The first row, or null. */
export async function firstRow<Row>(
  sql: Sql,
  query: Statement,
  values?: Values,
): Promise<Row | null> {
  const rows = await sql.run<Row>(query, values);
  return rows[0] ?? null;
}
