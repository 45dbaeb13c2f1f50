import pg from 'pg';
import type { EmbeddedPostgres } from '../../dev/postgres/embedded-postgres.ts';
import { migrateRole, prepareDatabase, serviceRole } from '../../dev/postgres/roles.ts';
import { runMigrations } from '../../src/platform/database/migrate.ts';

/** The migrated database every test database is a copy of. */
export const templateName = 'civic_template';

/** `civic.now()` of the tests: the real clock plus an offset that each database keeps for itself. */
const travellingClock = `
  CREATE SCHEMA civic_test;
  CREATE TABLE civic_test.clock (offset_seconds double precision NOT NULL);
  INSERT INTO civic_test.clock VALUES (0);
  GRANT USAGE ON SCHEMA civic_test TO ${serviceRole}, ${migrateRole};
  GRANT SELECT, UPDATE ON civic_test.clock TO ${serviceRole}, ${migrateRole};
  CREATE OR REPLACE FUNCTION civic.now() RETURNS timestamptz
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN pg_catalog.now() + (SELECT make_interval(secs => offset_seconds) FROM civic_test.clock);
`;

/** Makes the template with the real migrations, then gives it the clock that can travel. */
export async function prepareTemplate(postgres: EmbeddedPostgres): Promise<void> {
  await prepareDatabase(postgres, templateName);
  await runMigrations({
    migrationUrl: postgres.url(migrateRole, templateName),
    serviceUrl: postgres.url(serviceRole, templateName),
  });
  await run(postgres.adminUrl(templateName), travellingClock);
  // A forgotten connection to the template would make every copy fail: allow none.
  await run(
    postgres.adminUrl('postgres'),
    `ALTER DATABASE ${templateName} ALLOW_CONNECTIONS false`,
  );
}

async function run(url: string, statements: string): Promise<void> {
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  try {
    await admin.query(statements);
  } finally {
    await admin.end();
  }
}
