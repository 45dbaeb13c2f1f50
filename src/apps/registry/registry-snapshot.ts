import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.ts';
import { Database } from '../../platform/database/database.ts';
import type { CityApp } from '../city-app.ts';
import { readRegistry } from './statements.ts';

/** An app with the SHA-256 of each of its living secrets. */
export interface KnownApp {
  app: CityApp;
  secrets: readonly Buffer[];
}

/** Every app by its id. */
export type Registry = ReadonlyMap<string, KnownApp>;
type RegistryRow = CityApp & { secrets: Buffer[] };

/** How long a change made by another process may go unnoticed. */
const lifetimeMilliseconds = 1000;

/**
 * The whole registry in memory, read again at most once a second and only when somebody asks. Client
 * authentication costs no database read, and a flood of made-up client ids costs none either.
 */
@Injectable()
export class RegistrySnapshot {
  private takenAt = 0;
  private registry: Promise<Registry> | null = null;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** The registry as it was at most a second ago. Throws `unavailable` rather than serve an older one. */
  current(): Promise<Registry> {
    const age = this.clock.milliseconds() - this.takenAt;
    if (this.registry !== null && age >= 0 && age < lifetimeMilliseconds) return this.registry;
    this.takenAt = this.clock.milliseconds();
    return this.readAgain();
  }

  /** Makes the next question read again: this process has just changed something. */
  forget(): void {
    this.registry = null;
  }

  private readAgain(): Promise<Registry> {
    const reading = this.read();
    this.registry = reading;
    reading.catch(() => {
      if (this.registry === reading) this.registry = null;
    });
    return reading;
  }

  private async read(): Promise<Registry> {
    const rows = await this.database.run<RegistryRow>(readRegistry);
    return new Map(
      rows.map(({ secrets, ...app }) => [app.id, Object.freeze({ app, secrets })] as const),
    );
  }
}
