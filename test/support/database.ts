import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { migrateRole, serviceRole } from '../../dev/postgres/roles.ts';
import { templateName } from './template.ts';

export interface TestDatabase {
  readonly name: string;
  /** What the service connects with: it may do what production allows it, and no more. */
  readonly serviceUrl: string;
  /** What the migration job connects with: the owner of the schema. */
  readonly migrationUrl: string;
  /** The superuser, for looking behind the scenes. */
  readonly adminUrl: string;
  /** Runs one statement as superuser and returns its rows. */
  query<Row extends pg.QueryResultRow>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  /** Moves `civic.now()` of this database: forward, or back with a negative number. */
  travel(seconds: number): Promise<void>;
  /** Removes the database, ending whatever is still connected to it. */
  drop(): Promise<void>;
}

/** Makes a database of its own for one test file: a copy of the migrated template, in milliseconds. */
export async function createDatabase(): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  await asAdmin(
    `CREATE DATABASE ${name} TEMPLATE ${templateName} STRATEGY wal_log OWNER ${migrateRole}`,
  );
  const adminUrl = urlOf('postgres', name);
  const pool = new pg.Pool({ connectionString: adminUrl, max: 2 });
  // Dropping the database ends idle connections, which is no news.
  pool.on('error', () => undefined);
  return {
    name,
    adminUrl,
    serviceUrl: urlOf(serviceRole, name),
    migrationUrl: urlOf(migrateRole, name),
    async query<Row extends pg.QueryResultRow>(sql: string, values: readonly unknown[] = []) {
      return (await pool.query<Row>(sql, [...values])).rows;
    },
    async travel(seconds) {
      await pool.query('UPDATE civic_test.clock SET offset_seconds = offset_seconds + $1', [
        seconds,
      ]);
    },
    async drop() {
      await pool.end();
      await asAdmin(`DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

async function asAdmin(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf('postgres', 'postgres') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function urlOf(user: string, database: string): string {
  const socket = process.env.CIVIC_TEST_SOCKET;
  if (socket === undefined) throw new Error('Test databases exist only inside a jest run.');
  return `postgres://${user}@localhost/${database}?host=${encodeURIComponent(socket)}`;
}
