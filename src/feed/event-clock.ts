import { Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import { toldChannel } from '../ledger/statements.ts';
import { Listener } from '../platform/database/listener.ts';
import { Log } from '../platform/logging/log.ts';
import { Arrivals } from './arrivals.ts';
import { deliveryChannel } from './deliveries/statements.ts';
import { Projector } from './projector.ts';
import { PushClock } from './push-clock.ts';

/** How often a process looks that has heard nothing. An entry can become final without anybody being told. */
const lookMilliseconds = 1000;

/** Reads on in the ledger on every process that serves, and wakes whoever waits for events. */
@Injectable()
export class EventClock implements BeforeApplicationShutdown {
  /** Whoever waits for events; woken when there may be some to deliver. */
  readonly arrivals = new Arrivals();
  private timer: NodeJS.Timeout | undefined;
  private isLooking = false;
  private isWanted = false;
  private isOver = false;

  constructor(
    private readonly listener: Listener,
    private readonly log: Log,
    private readonly projector: Projector,
    private readonly push: PushClock,
  ) {}

  /** Begins. The terminal has no need of it: whoever serves does it. */
  start(): void {
    this.listener.on(toldChannel, () => void this.look());
    this.listener.on(deliveryChannel, () => this.deliver());
    void this.look();
    void this.push.look();
  }

  /** Nobody is left waiting when the service stops. */
  beforeApplicationShutdown(): void {
    this.isOver = true;
    clearTimeout(this.timer);
    this.arrivals.end();
  }

  private deliver(): void {
    this.arrivals.wake();
    void this.push.look();
  }

  private async look(): Promise<void> {
    this.isWanted = true;
    if (this.isLooking) return;
    clearTimeout(this.timer);
    this.isLooking = true;
    while (this.isWanted && !this.isOver) {
      this.isWanted = false;
      if (await this.attempt()) this.isWanted = true;
    }
    this.isLooking = false;
    if (!this.isOver) this.timer = setTimeout(() => void this.look(), lookMilliseconds).unref();
  }

  /** Whatever went wrong is tried again in a second. */
  private async attempt(): Promise<boolean> {
    try {
      return await this.projector.project();
    } catch (error) {
      this.log.write({ event: 'feed.failed', code: String((error as { code?: unknown }).code) });
      return false;
    }
  }
}
