import { Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import type { PgBoss } from 'pg-boss';
import { Config } from '../../config/config.ts';
import { Database } from '../database/database.ts';
import type { Sql } from '../database/statement.ts';
import { Log } from '../logging/log.ts';
import { onSql, openBoss } from './boss/open-boss.ts';
import { declareQueue, workOn } from './boss/queues.ts';
import type { Queue } from './boss/queues.ts';

/** What a job is about: ids and counts, never anything of a person. */
export type JobData = Readonly<Record<string, string | number>>;

/**
 * Does a job. It may be done more than once, and be stopped in the middle and begun again elsewhere: it looks at what is
 * there and goes on. Once `signal` is aborted the process wants to end.
 */
export type JobHandler = (data: JobData, signal: AbortSignal) => Promise<void>;

/** A process that ends waits so long for the job it does; then another one does it again. */
const longestStopMilliseconds = 8000;

/** How soon a process that sent a job looks whether it is the one to do it. */
const secondsAfterSending = 1;

/**
 * Work that nobody waits for: each queue does one job at a time over all processes, and tries again what failed. pg-boss
 * keeps the jobs. It goes by the real clock and is only the clockwork: what a job finds due it asks the database.
 */
@Injectable()
export class Jobs implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly queues = new Map<string, Queue>();
  private readonly stopping = new AbortController();
  private opened: Promise<PgBoss> | null = null;
  private working: Promise<void> | null = null;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly log: Log,
  ) {}

  /** Adds a kind of job that others send. Called while the service starts. */
  handle(name: string, handler: JobHandler): void {
    this.queues.set(name, { name, run: (data) => this.run(name, handler, data as JobData) });
  }

  /** Adds a job that comes by itself, at the times of a cron expression in UTC; never two of it at once. */
  schedule(name: string, cron: string, handler: JobHandler): void {
    this.handle(name, handler);
    const queue = this.queues.get(name);
    if (queue) queue.cron = cron;
  }

  /** Sends a job with the caller's transaction: it is there if that is committed, and never was if it is not. */
  async send(sql: Sql, name: string, data: JobData): Promise<void> {
    if (!this.queues.has(name)) throw new Error(`Nobody does jobs of the kind ${name}.`);
    const boss = await this.open();
    await boss.send(name, data, { db: onSql(sql) });
    this.workIn(secondsAfterSending);
  }

  /** Begins to do jobs now, unless this process does so already. */
  async work(): Promise<void> {
    clearTimeout(this.timer);
    if (this.stopping.signal.aborted) return;
    this.working ??= this.begin();
    await this.working;
  }

  /** Not at once: a command at the terminal is over by then, and a service that starts has other things to do. */
  onApplicationBootstrap(): void {
    this.workIn(this.config.housekeeping.everySeconds);
  }

  async onModuleDestroy(): Promise<void> {
    clearTimeout(this.timer);
    this.stopping.abort();
    await this.working;
    const boss = await this.opened?.catch(() => null);
    await boss?.stop({ graceful: true, timeout: longestStopMilliseconds });
  }

  private workIn(seconds: number): void {
    if (this.working || this.stopping.signal.aborted) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.work(), seconds * 1000).unref();
  }

  private async begin(): Promise<void> {
    try {
      const boss = await this.open();
      for (const queue of this.queues.values()) await workOn(boss, queue);
    } catch (error) {
      this.working = null;
      this.noteFailure('all', error);
      this.workIn(this.config.housekeeping.everySeconds);
    }
  }

  private open(): Promise<PgBoss> {
    this.opened ??= this.openOnce();
    return this.opened;
  }

  private async openOnce(): Promise<PgBoss> {
    const note = (error: unknown) => this.noteFailure('all', error);
    let boss: PgBoss | undefined;
    try {
      boss = await openBoss(this.database.pool, note);
      for (const queue of this.queues.values()) await declareQueue(boss, queue);
      return boss;
    } catch (error) {
      this.opened = null;
      await boss?.stop();
      throw error;
    }
  }

  /** What went wrong is told by its code alone: pg-boss would keep a message, and that may hold anything. */
  private async run(name: string, handler: JobHandler, data: JobData): Promise<void> {
    try {
      await handler(data, this.stopping.signal);
      this.log.write({ event: 'job.finished', job: name });
    } catch (error) {
      throw new Error(this.noteFailure(name, error));
    }
  }

  private noteFailure(job: string, error: unknown): string {
    const { code } = error as { code?: unknown };
    this.log.write({ event: 'job.failed', job, code: String(code) });
    return String(code);
  }
}
