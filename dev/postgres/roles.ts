import pg from 'pg';
import type { EmbeddedPostgres } from './embedded-postgres.ts';

/** The role that owns the databases and changes their schema. */
export const migrateRole = 'civic_migrate';

/** The role the service logs in with; the migrations decide what it may do. */
export const serviceRole = 'civic_app';

/** Makes the two roles of this project and one empty database, each only if it is missing. */
export async function prepareDatabase(postgres: EmbeddedPostgres, database: string): Promise<void> {
  const admin = new pg.Client({ connectionString: postgres.adminUrl('postgres') });
  await admin.connect();
  try {
    await prepareRole(
      admin,
      migrateRole,
      `LOGIN CREATEROLE ${withPassword(postgres, migrateRole)}`,
    );
    await prepareRole(admin, serviceRole, `LOGIN ${withPassword(postgres, serviceRole)}`);
    const { rowCount } = await admin.query('SELECT FROM pg_database WHERE datname = $1', [
      database,
    ]);
    if (rowCount === 0) {
      const name = pg.escapeIdentifier(database);
      await admin.query(`CREATE DATABASE ${name} OWNER ${migrateRole}`);
    }
  } finally {
    await admin.end();
  }
}

function withPassword(postgres: EmbeddedPostgres, user: string): string {
  return `PASSWORD ${pg.escapeLiteral(postgres.password(user))}`;
}

async function prepareRole(admin: pg.Client, name: string, attributes: string): Promise<void> {
  const { rowCount } = await admin.query('SELECT FROM pg_roles WHERE rolname = $1', [name]);
  await admin.query(`${rowCount === 0 ? 'CREATE' : 'ALTER'} ROLE ${name} ${attributes}`);
}
