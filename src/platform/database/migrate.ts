import pg from 'pg';
import { DataSource } from 'typeorm';
import { migrations } from '../../../migrations/list.ts';
import { ensureServiceLogin } from './service-login.ts';

export interface MigrationOptions {
  /** Connects as the migration role: owner of the schema, never used by the service. */
  migrationUrl: string;
  /** The service's own URL; when given, its login role is made a member of `civic_service`. */
  serviceUrl?: string;
}

/** Any number, the same in every release: two migration jobs never run at once. */
const lockNumber = 2_052_026;

/** Brings the database to this release and returns the names of the migrations that ran. Safe to repeat. */
export async function runMigrations(options: MigrationOptions): Promise<string[]> {
  const client = new pg.Client({ connectionString: options.migrationUrl });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [lockNumber]);
    await client.query('create schema if not exists civic');
    const names = await applyPending(options.migrationUrl);
    if (options.serviceUrl) await ensureServiceLogin(client, options.serviceUrl);
    return names;
  } finally {
    await client.end();
  }
}

async function applyPending(url: string): Promise<string[]> {
  const dataSource = new DataSource({
    type: 'postgres',
    url,
    schema: 'civic',
    applicationName: 'civic-link-migrate',
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each',
    migrations,
  });
  await dataSource.initialize();
  try {
    const applied = await dataSource.runMigrations();
    return applied.map((migration) => migration.name);
  } finally {
    await dataSource.destroy();
  }
}
