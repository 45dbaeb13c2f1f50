import { SystemClock } from '../src/kernel/clock.ts';
import { runMigrations } from '../src/platform/database/migrate.ts';
import type { Log } from '../src/platform/logging/log.ts';
import { startService } from '../src/service.ts';
import type { RunningService } from '../src/service.ts';
import type { Closers } from './closers.ts';
import { developmentConfig, simulatedClients } from './development-config.ts';
import type { DevelopmentKeys } from './development-keys.ts';
import { MoreRegistrations } from './more-registrations.ts';
import { startPostgres } from './postgres/embedded-postgres.ts';
import type { EmbeddedPostgres, PostgresOptions } from './postgres/embedded-postgres.ts';
import { migrateRole, prepareDatabase, serviceRole } from './postgres/roles.ts';
import { startSimulator } from './simulator/simulator.ts';
import type { Simulator } from './simulator/simulator.ts';
import type { SimulatedProviders } from './start-options.ts';
import type { Steps } from './steps.ts';

const database = 'civic_link';

export interface StackPlan {
  postgres: PostgresOptions;
  ports: { service: number; simulator: number; metrics: number };
  keys: DevelopmentKeys;
  providers: SimulatedProviders;
  log: Log;
}

/** A whole Civic Link on this machine. */
export interface Stack {
  issuer: string;
  metricsUrl: string;
  /** As the role the service works with. */
  databaseUrl: string;
  simulator: Simulator;
  service: RunningService;
}

/** Starts a stack from the ground up. What was opened is in `closers`, also when a later step fails. */
export class StackStart {
  readonly #steps: Steps;
  readonly #closers: Closers;

  constructor(steps: Steps, closers: Closers) {
    this.#steps = steps;
    this.#closers = closers;
  }

  async run(plan: StackPlan): Promise<Stack> {
    const postgres = await this.#postgres(plan.postgres);
    const databaseUrl = await this.#database(postgres);
    const more = plan.providers === 'all' ? new MoreRegistrations() : undefined;
    const simulator = await this.#simulator(plan.ports.simulator, more);
    const issuer = `http://localhost:${plan.ports.service}`;
    const metricsPort = plan.ports.metrics;
    const around = { issuer, metricsPort, databaseUrl, keys: plan.keys, simulator, more };
    const service = await this.#steps.take(
      'Service',
      () => startService(developmentConfig(around), { clock, log: plan.log, checkClock: true }),
      () => issuer,
    );
    this.#closers.add(() => service.stop());
    const metricsUrl = `http://127.0.0.1:${metricsPort}/metrics`;
    return { issuer, metricsUrl, databaseUrl, simulator, service };
  }

  async #postgres(options: PostgresOptions): Promise<EmbeddedPostgres> {
    const postgres = await this.#steps.take(
      'PostgreSQL 18',
      () => startPostgres(options),
      () => addressOf(options),
    );
    this.#closers.add(() => postgres.stop());
    return postgres;
  }

  /** Roles, then schema. Returns the URL the service connects with. */
  async #database(postgres: EmbeddedPostgres): Promise<string> {
    await this.#steps.take(
      'Roles',
      () => prepareDatabase(postgres, database),
      () => `${migrateRole}, ${serviceRole}`,
    );
    const migrationUrl = postgres.url(migrateRole, database);
    const serviceUrl = postgres.url(serviceRole, database);
    await this.#steps.take(
      'Migrations',
      () => runMigrations({ migrationUrl, serviceUrl }),
      ({ length }) => (length === 0 ? 'nothing new' : `${length} applied`),
    );
    return serviceUrl;
  }

  async #simulator(port: number, more?: MoreRegistrations): Promise<Simulator> {
    const clients = { ...more?.clients, ...simulatedClients };
    const simulator = await this.#steps.take(
      more ? 'Simulator of all providers' : 'Simulator of Google and Facebook',
      () => startSimulator({ port, host: 'localhost', clients }),
      ({ url }) => url,
    );
    this.#closers.add(() => simulator.close());
    return simulator;
  }
}

const clock = new SystemClock();

function addressOf({ listen }: PostgresOptions): string {
  return 'port' in listen ? `${listen.host}:${listen.port}` : 'a private socket';
}
