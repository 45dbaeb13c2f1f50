import { Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { Config } from '../../config/config.ts';
import { Database } from '../database/database.ts';
import { countOver, purged } from '../database/purge.ts';
import type { Purge } from '../database/purge.ts';
import { statement } from '../database/statement.ts';
import { Log } from '../logging/log.ts';
import { addDeleted } from './deleted-rows.ts';

/**
 * Does what time asks, in transactions of its own, and returns how many rows it changed. Several processes may do it
 * at once.
 */
export type Chore = () => Promise<number>;

/**
 * A chore that makes information disappear, a little at a time. What it takes it counts with `addDeleted`, in the same
 * transaction, under the name it is added by.
 */
export interface Deletion {
  /** How much there is to delete now; changes nothing. */
  due(): Promise<number>;
  /** Deletes at most `atMost`, and returns how much went. */
  run: Chore;
  readonly atMost: number;
}

/** A deletion that had its hands full goes on at once, but lets others have their turn. */
const roundsPerMinute = 20;

const tryLock = statement(
  'platform.housekeeping-lock',
  `select pg_try_advisory_xact_lock(hashtext('civic housekeeping ' || $1)) as mine`,
);

/** Does the chores that modules register, once a minute; purges among them on one process at a time. */
@Injectable()
export class Housekeeping implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly chores = new Map<string, Chore>();
  private readonly known = new Map<string, Deletion>();
  private timer: NodeJS.Timeout | undefined;
  private isBusy = false;

  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly log: Log,
  ) {}

  /** Adds a purge under the name of its table. */
  register(table: string, purge: Purge): void {
    this.deletes(table, {
      due: () => countOver(this.database, purge),
      run: () => this.alone(table, purge),
      atMost: purge.atMost,
    });
  }

  /** Adds a deletion that takes more than one statement. The retention schedule has a row for each. */
  deletes(name: string, deletion: Deletion): void {
    this.known.set(name, deletion);
    this.every(name, () => inRounds(deletion));
  }

  /** Adds a chore that deletes nothing. For work that must not hold a lock from beginning to end. */
  every(name: string, chore: Chore): void {
    this.chores.set(name, chore);
  }

  /** Everything that is deleted by itself, by the name under which it was added. */
  get deletions(): ReadonlyMap<string, Deletion> {
    return this.known;
  }

  onApplicationBootstrap(): void {
    const { everySeconds } = this.config.housekeeping;
    this.timer = setInterval(() => void this.runUnlessBusy(), everySeconds * 1000).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** Does every chore now. A failure of one is logged and does not stop the others. */
  async runAll(): Promise<void> {
    for (const [name, chore] of this.chores) await this.runOne(name, chore);
  }

  /** A minute with much to delete may take longer than one. */
  private async runUnlessBusy(): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    await this.runAll();
    this.isBusy = false;
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
      const rows = lock?.mine ? await purged(sql, purge) : 0;
      await addDeleted(sql, table, rows);
      return rows;
    });
  }
}

/** Repeats a deletion while it finds as much as it may take. */
async function inRounds({ run, atMost }: Deletion): Promise<number> {
  let [rows, isFull] = [0, true];
  for (let round = 0; isFull && round < roundsPerMinute; round += 1) {
    const gone = await run();
    rows += gone;
    isFull = gone >= atMost;
  }
  return rows;
}
