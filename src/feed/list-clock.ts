import { Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import { Listener } from '../platform/database/listener.ts';
import { Log } from '../platform/logging/log.ts';
import { listChannel } from '../revocations/list-channel.ts';
import { Arrivals } from './arrivals.ts';
import { ListView } from './list-view.ts';

/** How often a process looks that has heard nothing: so late a revocation is where notifications are lost. */
const lookMilliseconds = 1000;

/** Revocations that come together are numbered together. */
const restMilliseconds = 50;

/** Keeps the view of the list current on every process that serves, and wakes whoever waits for its next part. */
@Injectable()
export class ListClock implements BeforeApplicationShutdown {
  /** Whoever waits for the next part of the list; woken when there may be one. */
  readonly arrivals = new Arrivals();
  private timer: NodeJS.Timeout | undefined;
  private lookedAt = 0;
  private isLooking = false;
  private isWanted = false;
  private isOver = false;

  constructor(
    private readonly listener: Listener,
    private readonly log: Log,
    private readonly view: ListView,
  ) {}

  /** Begins. The terminal has no need of it: whoever serves does it. */
  start(): void {
    this.listener.on(listChannel, () => this.look());
    this.look();
  }

  /** Nobody is left waiting when the service stops. */
  beforeApplicationShutdown(): void {
    this.isOver = true;
    clearTimeout(this.timer);
    this.arrivals.end();
  }

  private look(): void {
    this.isWanted = true;
    if (this.isLooking || this.isOver) return;
    clearTimeout(this.timer);
    const rested = performance.now() - this.lookedAt;
    this.timer = setTimeout(() => void this.lookNow(), Math.max(0, restMilliseconds - rested));
  }

  private async lookNow(): Promise<void> {
    [this.isLooking, this.isWanted] = [true, false];
    await this.attempt();
    [this.isLooking, this.lookedAt] = [false, performance.now()];
    if (this.isWanted) this.look();
    else if (!this.isOver) this.timer = setTimeout(() => this.look(), lookMilliseconds).unref();
  }

  /** Whatever went wrong is tried again in a second. */
  private async attempt(): Promise<void> {
    const before = this.view.head;
    try {
      await this.view.refresh();
    } catch (error) {
      this.log.write({ event: 'feed.failed', code: String((error as { code?: unknown }).code) });
    }
    const { line, seq } = this.view.head;
    if (line !== before.line || seq !== before.seq) this.arrivals.wake();
  }
}
