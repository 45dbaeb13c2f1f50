import { Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { Config } from '../../config/config.ts';
import { Database } from '../database/database.ts';
import { statement } from '../database/statement.ts';
import type { Sql } from '../database/statement.ts';
import { Log } from '../logging/log.ts';

/** Deletes what has expired from one table and returns how many rows went; bounded, and safe to repeat. */
export type Purge = (sql: Sql) => Promise<number>;

/**
 * Does what time asks of one table, in transactions of its own, and returns how many rows it changed. Several
 * processes may do it at once.
 */
export type Chore = () => Promise<number>;

const tryLock = statement(
  'platform.housekeeping-lock',
  `select pg_try_advisory_xact_lock(hashtext('civic housekeeping ' || $1)) as mine`,
);

/** Does the chores that modules register, once a minute; purges among them on one process at a time. */
@Injectable()
export class Housekeeping implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly chores = new Map<string, Chore>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly log: Log,
  ) {}

  /** Adds a purge under the name of its table. */
  register(table: string, purge: Purge): void {
    this.every(table, () => this.alone(table, purge));
  }

  /** Adds a chore under the name of its table. For work that must not hold a lock from beginning to end. */
  every(table: string, chore: Chore): void {
    this.chores.set(table, chore);
  }

  onApplicationBootstrap(): void {
    const { everySeconds } = this.config.housekeeping;
    this.timer = setInterval(() => void this.runAll(), everySeconds * 1000).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** Does every chore now. A failure of one is logged and does not stop the others. */
  async runAll(): Promise<void> {
    for (const [table, chore] of this.chores) await this.runOne(table, chore);
  }

  private async runOne(table: string, chore: Chore): Promise<void> {
    try {
      const rows = await chore();
      this.log.write({ event: 'housekeeping.finished', table, rows });
    } catch (error) {
      const code = String((error as { code?: unknown }).code);
      this.log.write({ event: 'housekeeping.failed', table, code });
    }
  }

  private alone(table: string, purge: Purge): Promise<number> {
    return this.database.transaction(async (sql) => {
      const [lock] = await sql.run<{ mine: boolean }>(tryLock, [table]);
      return lock?.mine ? purge(sql) : 0;
    });
  }
}
