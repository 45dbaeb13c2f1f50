import { exitConfig } from './config/config-error.ts';
import { runMigrations } from './platform/database/migrate.ts';

const { MIGRATION_DATABASE_URL: migrationUrl, DATABASE_URL: serviceUrl } = process.env;

if (!migrationUrl) {
  process.stderr.write('MIGRATION_DATABASE_URL must be set.\n');
  process.exit(exitConfig);
}
const applied = await runMigrations({ migrationUrl, serviceUrl });
process.stdout.write(
  `${applied.length} migrations applied.\n${applied.map((name) => `  ${name}\n`).join('')}`,
);
