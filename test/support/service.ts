import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { Writable } from 'node:stream';
import { startSimulator } from '../../dev/simulator/simulator.ts';
import type { Simulator } from '../../dev/simulator/simulator.ts';
import { Log } from '../../src/platform/logging/log.ts';
import { startService } from '../../src/service.ts';
import type { RunningService } from '../../src/service.ts';
import { createDatabase } from './database.ts';
import type { TestDatabase } from './database.ts';
import type { CityDirectory } from './directory/city-directory.ts';
import { TestClock } from './fixed-clock.ts';
import { newTestKeys, providerClients, testConfig } from './test-config.ts';
import type { Registrations, TestKeys } from './test-config.ts';

/** A whole service on a database and a simulator of its own. */
export interface TestService {
  url: string;
  /** Where it really listens; differs from `url` for a second replica. */
  address: string;
  metricsUrl: string;
  database: TestDatabase;
  simulator: Simulator;
  /** The city's own identity provider, if staff sign in with it. */
  directory: CityDirectory | null;
  running: RunningService;
  /** Everything it logged, as text. */
  log(): string;
  /** Moves the clocks of the service, of the database and of the city's identity provider together. */
  travel(seconds: number): Promise<void>;
  /** Another process's worth of service on the same database, under the same public address; perhaps set up otherwise. */
  replica(change?: Pick<Shared, 'directory'>): Promise<TestService>;
  stop(): Promise<void>;
}

interface Shared {
  url: string;
  database: TestDatabase;
  simulator: Simulator;
  clock: TestClock;
  keys: TestKeys;
  settings: Record<string, string>;
  directory: CityDirectory | null;
  more?: Registrations;
}

/**
 * Starts a service for one test file. `settings` are named as environment variables; its clock stands still. In `city`, `host`
 * is the name that its address has, since browsers make passkeys for `localhost` and for no number, and `directory` is the
 * city's own identity provider, if staff sign in with it; `more` switches the other providers on.
 */
export async function startTestService(
  settings: Record<string, string> = {},
  clock = new TestClock(),
  {
    host = '127.0.0.1',
    directory = null,
    more,
  }: { host?: string; directory?: CityDirectory | null; more?: Registrations } = {},
): Promise<TestService> {
  const database = await createDatabase();
  const simulator = await startSimulator({ clients: { ...more?.clients, ...providerClients } });
  const port = await anyPort();
  const shared = { database, simulator, clock, keys: newTestKeys(), settings, directory, more };
  const service = await start({ ...shared, url: `http://${host}:${port}` }, port);
  directory?.serve(service.url);
  const stop = async (): Promise<void> => {
    await service.stop();
    await simulator.close();
    await database.drop();
  };
  return { ...service, stop };
}

async function start(shared: Shared, port: number): Promise<TestService> {
  const { url, database, simulator, clock, keys, settings, directory, more } = shared;
  const lines: string[] = [];
  const log = new Log('debug', sink(lines));
  const config = testConfig({
    issuer: url,
    port,
    databaseUrl: database.serviceUrl,
    simulator,
    settings,
    keys,
    directory: directory?.settings ?? null,
    more,
  });
  const running = await startService(config, { clock, log, checkClock: false });
  const replicas: TestService[] = [];
  return {
    url,
    address: `http://127.0.0.1:${port}`,
    metricsUrl: `http://127.0.0.1:${(running.metrics.address() as AddressInfo).port}/metrics`,
    database,
    simulator,
    directory,
    running,
    log: () => lines.join(''),
    travel: async (seconds) => {
      clock.travel(seconds);
      await database.travel(seconds);
      if (directory !== null) directory.secondsAhead += seconds;
    },
    replica: async (change) => {
      const replica = await start({ ...shared, ...change }, await anyPort());
      replicas.push(replica);
      return replica;
    },
    stop: async () => {
      for (const replica of replicas) await replica.stop();
      await running.stop();
    },
  };
}

function sink(lines: string[]): Writable {
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString());
      done();
    },
  });
}

async function anyPort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
