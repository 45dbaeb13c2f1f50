import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.ts';
import { Database } from '../../platform/database/database.ts';
import { Snapshot } from '../../platform/database/snapshot.ts';
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

/**
 * The whole registry in memory. Client authentication costs no database read, and a flood of made-up client ids
 * costs none either.
 */
@Injectable()
export class RegistrySnapshot {
  private readonly snapshot: Snapshot<Registry>;

  constructor(
    private readonly database: Database,
    clock: Clock,
  ) {
    this.snapshot = new Snapshot(clock, () => this.read());
  }

  /** The registry as it was at most a second ago. Throws `unavailable` rather than serve an older one. */
  current(): Promise<Registry> {
    return this.snapshot.current();
  }

  /** Makes the next question read again: this process has just changed something. */
  forget(): void {
    this.snapshot.forget();
  }

  private async read(): Promise<Registry> {
    const rows = await this.database.run<RegistryRow>(readRegistry);
    return new Map(
      rows.map(({ secrets, ...app }) => [app.id, Object.freeze({ app, secrets })] as const),
    );
  }
}
