import { ConfigError, exitConfig } from './config/config-error.ts';
import { readSetting } from './config/load-config.ts';
import { runMigrations } from './platform/database/migrate.ts';

/** `npm run migrate`: brings the database to this release as the migration role. Safe to repeat. */
async function main(): Promise<void> {
  const migrationUrl = readSetting(process.env, 'MIGRATION_DATABASE_URL');
  if (!migrationUrl) throw new ConfigError('MIGRATION_DATABASE_URL', 'must be set.');
  const serviceUrl = readSetting(process.env, 'DATABASE_URL');
  const applied = await runMigrations({ migrationUrl, serviceUrl });
  process.stdout.write([`${applied.length} migrations applied.`, ...applied, ''].join('\n'));
}

main().catch((error: unknown) => {
  const isConfig = error instanceof ConfigError;
  process.stderr.write(`${isConfig ? error.message : 'The migrations could not be applied.'}\n`);
  if (!isConfig) process.stderr.write(`${String((error as { code?: unknown }).code ?? error)}\n`);
  process.exit(isConfig ? exitConfig : 1);
});
