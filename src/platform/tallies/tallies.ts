import { Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown, OnModuleInit } from '@nestjs/common';
import { Clock } from '../../kernel/clock.ts';
import { Database } from '../database/database.ts';
import { Housekeeping } from '../jobs/housekeeping.ts';
import { Log } from '../logging/log.ts';
import * as statements from './statements.ts';
import { momentOf } from './tally.ts';
import type { Tally, TallyKind } from './tally.ts';

/** From a moment on, and up to another that is left out. */
export interface Span {
  from: Date;
  to: Date;
}

interface Counted {
  subject: string;
  outcome: string;
  count: number;
  /** When the last one was; null for kinds that do not keep it. */
  lastAt: Date | null;
}

export type HourCount = Counted & { hour: Date };
/** The day as the city's clocks have it: `2026-11-23`. */
export type DayCount = Counted & { day: string };

const hourMilliseconds = 3_600_000;
/** So much is lost when the process is killed. */
const flushMilliseconds = 5000;
/** More different things than a service of any size counts in five seconds; what comes on top is "other". */
const mostKeys = 5000;
/** Stands for whatever there was no room to tell apart. */
const rest = 'other';

/**
 * Counts by the hour of what happens too often to be written down one by one. Whoever counts waits for nothing: counts
 * gather in memory and go to the database together every few seconds. They are about nobody.
 */
@Injectable()
export class Tallies implements OnModuleInit, OnApplicationBootstrap, OnApplicationShutdown {
  private waiting = new Map<string, Tally>();
  private writing: Promise<void> = Promise.resolve();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly database: Database,
    private readonly housekeeping: Housekeeping,
    private readonly log: Log,
  ) {}

  onModuleInit(): void {
    this.housekeeping.register('tally', statements.purge);
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.flush(), flushMilliseconds).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** Counts one. Subject and outcome are short codes of our own, never anything that somebody sent. */
  add(kind: TallyKind, subject: string, outcome = ''): void {
    const now = this.clock.milliseconds();
    const hour = Math.floor(now / hourMilliseconds);
    this.gather({ kind, hour, subject, outcome, count: 1, lastAt: momentOf(kind, now) });
  }

  /** Writes what has gathered, in one statement. What could not be written waits for the next time. */
  flush(): Promise<void> {
    this.writing = this.writing.then(() => this.write());
    return this.writing;
  }

  /** Counts of one kind, hour by hour. What this process counted in the last seconds is not among them. */
  read(kind: TallyKind, { from, to }: Span): Promise<HourCount[]> {
    return this.database.run<HourCount>(statements.byHour, [kind, from, to]);
  }

  /** The same, day by day. */
  readDays(kind: TallyKind, { from, to }: Span, timeZone: string): Promise<DayCount[]> {
    return this.database.run<DayCount>(statements.byDay, [kind, from, to, timeZone]);
  }

  private gather(tally: Tally): void {
    const key = `${tally.kind} ${tally.hour} ${tally.subject} ${tally.outcome}`;
    const known = this.waiting.get(key);
    if (known !== undefined) {
      known.count += tally.count;
      known.lastAt = later(known.lastAt, tally.lastAt);
    } else if (this.waiting.size < mostKeys || tally.subject === rest) {
      this.waiting.set(key, tally);
    } else {
      this.gather({ ...tally, subject: rest, outcome: '' });
    }
  }

  private async write(): Promise<void> {
    if (this.waiting.size === 0) return;
    const taken = [...this.waiting.values()];
    this.waiting = new Map();
    try {
      await this.database.run(statements.add, columnsOf(taken));
    } catch (error) {
      const code = String((error as { code?: unknown }).code);
      this.log.write({ event: 'housekeeping.failed', table: 'tally', code });
      for (const tally of taken) this.gather(tally);
    }
  }
}

function later(one: number | null, other: number | null): number | null {
  return one === null || other === null ? null : Math.max(one, other);
}

/** One array for each column of the statement. */
function columnsOf(tallies: readonly Tally[]): unknown[][] {
  const columns = ['kind', 'hour', 'subject', 'outcome', 'count', 'lastAt'] as const;
  return columns.map((column) => tallies.map((tally) => tally[column]));
}
