import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Closers } from '../dev/closers.ts';
import { simulatedClients } from '../dev/development-config.ts';
import { newKeys } from '../dev/development-keys.ts';
import type { DevelopmentKeys } from '../dev/development-keys.ts';
import { freeLoopbackPort } from '../dev/loopback.ts';
import { startPostgres } from '../dev/postgres/embedded-postgres.ts';
import { freePort } from '../dev/postgres/free-port.ts';
import { migrateRole, prepareDatabase, serviceRole } from '../dev/postgres/roles.ts';
import { startSimulator } from '../dev/simulator/simulator.ts';
import type { Simulator } from '../dev/simulator/simulator.ts';
import { runMigrations } from '../src/platform/database/migrate.ts';
import { benchApp } from './city-app.ts';
import { Program } from './programs/program.ts';
import type { ServicePlan, ServiceReady } from './programs/service.ts';

const database = 'civic_link';

/** A durable PostgreSQL: an answer is only counted once it would survive a power cut. */
export interface BenchDatabase {
  url: string;
  /** What the fields in it are sealed with. */
  keys: DevelopmentKeys;
  /** Its first process, parent of one per connection. */
  pid: number;
}

/** The service and what it stands on. */
export interface Stack {
  issuer: string;
  database: BenchDatabase;
  simulator: Simulator;
  service: Program<ServiceReady>;
}

/** Starts PostgreSQL over TCP, as in production, with `fsync` and `synchronous_commit` on. */
export async function startDatabase(closers: Closers): Promise<BenchDatabase> {
  const dataDir = mkdtempSync(join(tmpdir(), 'civic-link-bench-'));
  closers.add(() => rmSync(dataDir, { recursive: true, force: true }));
  const listen = { host: '127.0.0.1', port: await freePort(25_000 + (process.pid % 5000)) };
  const postgres = await startPostgres({ dataDir, listen, durable: true });
  closers.add(() => postgres.stop());
  await prepareDatabase(postgres, database);
  const url = postgres.url(serviceRole, database);
  await runMigrations({ migrationUrl: postgres.url(migrateRole, database), serviceUrl: url });
  const [pid] = readFileSync(join(dataDir, 'cluster', 'postmaster.pid'), 'utf8').split('\n');
  return { url, keys: newKeys(), pid: Number(pid) };
}

/** Starts simulator and service on a database. `flags` are for Node. */
export async function startStack(
  benchDatabase: BenchDatabase,
  closers: Closers,
  flags: readonly string[],
): Promise<Stack> {
  const simulator = await startSimulator({ clients: simulatedClients });
  closers.add(() => simulator.close());
  const port = await freeLoopbackPort(30_000 + (process.pid % 5000));
  const issuer = `http://localhost:${port}`;
  const surroundings = {
    issuer,
    metricsPort: await freeLoopbackPort(port + 1),
    databaseUrl: benchDatabase.url,
    keys: benchDatabase.keys,
    simulator: { endpoints: simulator.endpoints },
  };
  const plan: ServicePlan = { surroundings, app: benchApp };
  const program = new URL('programs/service.js', import.meta.url).href;
  const service = await Program.start<ServiceReady>(program, { ...plan }, flags);
  closers.add(() => service.stop());
  return { issuer, database: benchDatabase, simulator, service };
}
