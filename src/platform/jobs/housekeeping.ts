import { Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { Database } from '../database/database.ts';
import { statement } from '../database/statement.ts';
import type { Sql } from '../database/statement.ts';
import { Log } from '../logging/log.ts';

/** Deletes what has expired from one table and returns how many rows went; bounded, and safe to repeat. */
export type Purge = (sql: Sql) => Promise<number>;

const everyMinute = 60_000;
const tryLock = statement(
  'platform.housekeeping-lock',
  `select pg_try_advisory_xact_lock(hashtext('civic housekeeping ' || $1)) as mine`,
);

/** Runs the purges that modules register, once a minute, on one process at a time. */
@Injectable()
export class Housekeeping implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly purges = new Map<string, Purge>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly database: Database,
    private readonly log: Log,
  ) {}

  /** Adds a purge under the name of its table. */
  register(table: string, purge: Purge): void {
    this.purges.set(table, purge);
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.runAll(), everyMinute).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** Runs every purge now. A failure of one is logged and does not stop the others. */
  async runAll(): Promise<void> {
    for (const [table, purge] of this.purges) await this.runOne(table, purge);
  }

  private async runOne(table: string, purge: Purge): Promise<void> {
    try {
      const rows = await this.database.transaction(async (sql) => {
        const [lock] = await sql.run<{ mine: boolean }>(tryLock, [table]);
        return lock?.mine ? purge(sql) : 0;
      });
      this.log.write({ event: 'housekeeping.finished', table, rows });
    } catch (error) {
      const code = String((error as { code?: unknown }).code);
      this.log.write({ event: 'housekeeping.failed', table, code });
    }
  }
}
