import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Closers } from '../dev/closers.ts';
import { newKeys } from '../dev/development-keys.ts';
import type { DevelopmentKeys } from '../dev/development-keys.ts';
import { startPostgres } from '../dev/postgres/embedded-postgres.ts';
import type { EmbeddedPostgres } from '../dev/postgres/embedded-postgres.ts';
import { freePort } from '../dev/postgres/free-port.ts';
import { migrateRole, prepareDatabase, serviceRole } from '../dev/postgres/roles.ts';
import { runMigrations } from '../src/platform/database/migrate.ts';

/** A durable PostgreSQL: an answer is only counted once it would survive a power cut. */
export interface Cluster {
  postgres: EmbeddedPostgres;
  /** Its first process, parent of one per connection. */
  pid: number;
}

/** A migrated database of the service. */
export interface ServiceDatabase {
  url: string;
  /** As the owner of the tables. */
  ownerUrl: string;
  /** What the fields in it are sealed with. */
  keys: DevelopmentKeys;
}

/** Starts PostgreSQL over TCP, as in production, with `fsync` and `synchronous_commit` on. */
export async function startCluster(closers: Closers): Promise<Cluster> {
  const dataDir = mkdtempSync(join(tmpdir(), 'civic-link-bench-'));
  closers.add(() => rmSync(dataDir, { recursive: true, force: true }));
  const listen = { host: '127.0.0.1', port: await freePort(25_000 + (process.pid % 5000)) };
  const postgres = await startPostgres({ dataDir, listen, durable: true });
  closers.add(() => postgres.stop());
  const [pid] = readFileSync(join(dataDir, 'cluster', 'postmaster.pid'), 'utf8').split('\n');
  return { postgres, pid: Number(pid) };
}

export async function serviceDatabase(
  { postgres }: Cluster,
  name = 'civic_link',
): Promise<ServiceDatabase> {
  const ownerUrl = await emptyDatabase(postgres, name);
  const url = postgres.url(serviceRole, name);
  await runMigrations({ migrationUrl: ownerUrl, serviceUrl: url });
  return { url, ownerUrl, keys: newKeys() };
}

/** Makes a database and returns the URL of its owner. */
export async function emptyDatabase(postgres: EmbeddedPostgres, name: string): Promise<string> {
  await prepareDatabase(postgres, name);
  return postgres.url(migrateRole, name);
}
