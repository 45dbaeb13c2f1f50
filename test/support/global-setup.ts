import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres, type EmbeddedPostgres } from '../../dev/postgres/embedded-postgres.ts';
import { prepareTemplate } from './template.ts';

declare global {
  var testPostgres: EmbeddedPostgres | undefined;
}

/**
 * Starts one PostgreSQL for the whole test run, on a private socket. Test files find it through
 * CIVIC_TEST_SOCKET and take a fresh copy of the migrated template with `createDatabase()`.
 */
export default async function globalSetup(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'civic-link-test-'));
  const socketDir = join(dataDir, 'socket');
  globalThis.testPostgres = await startPostgres({ dataDir, listen: { socketDir }, durable: false });
  process.env.CIVIC_TEST_SOCKET = socketDir;
  await prepareTemplate(globalThis.testPostgres);
}
