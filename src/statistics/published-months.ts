import { Injectable } from '@nestjs/common';
import { Clock } from '../kernel/clock.ts';
import { Database } from '../platform/database/database.ts';
import { Snapshot } from '../platform/database/snapshot.ts';
import { all } from './counting/published-statements.ts';
import type { PublishedMonth } from './tables.ts';

/** The statistics that were published, from memory: everybody may ask for them as often as they like. */
@Injectable()
export class PublishedMonths {
  private readonly snapshot: Snapshot<readonly PublishedMonth[]>;

  constructor(clock: Clock, database: Database) {
    this.snapshot = new Snapshot(clock, () => database.run<PublishedMonth>(all));
  }

  /** Every month, newest first. */
  all(): Promise<readonly PublishedMonth[]> {
    return this.snapshot.current();
  }

  /** One month; null when it was not published. */
  async find(month: string): Promise<PublishedMonth | null> {
    return (await this.all()).find((one) => one.month === month) ?? null;
  }

  /** Makes the next question read again. */
  forget(): void {
    this.snapshot.forget();
  }
}
