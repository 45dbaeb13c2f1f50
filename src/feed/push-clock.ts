import { Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import { Database } from '../platform/database/database.ts';
import { Log } from '../platform/logging/log.ts';
import { streamsDue } from './deliveries/push-statements.ts';
import { PushDelivery } from './push-delivery.ts';

/** How often a process looks that has heard nothing: what rests is due again without anybody being told. */
const lookMilliseconds = 1000;

/** Sends what is due, on every process that serves. Each stream goes its own pace: one that hangs delays no other. */
@Injectable()
export class PushClock implements BeforeApplicationShutdown {
  private readonly busy = new Map<string, Promise<void>>();
  private timer: NodeJS.Timeout | undefined;
  private isLooking = false;
  private isOver = false;

  constructor(
    private readonly database: Database,
    private readonly delivery: PushDelivery,
    private readonly log: Log,
  ) {}

  /** What is on its way is let arrive, which takes seconds at most. */
  async beforeApplicationShutdown(): Promise<void> {
    this.isOver = true;
    clearTimeout(this.timer);
    await Promise.all(this.busy.values());
  }

  /** Looks at once, and then again and again. */
  async look(): Promise<void> {
    if (this.isLooking || this.isOver) return;
    this.isLooking = true;
    clearTimeout(this.timer);
    await this.quietly(() => this.begin());
    this.isLooking = false;
    if (!this.isOver) this.timer = setTimeout(() => void this.look(), lookMilliseconds).unref();
  }

  private async begin(): Promise<void> {
    for (const { id } of await this.database.run<{ id: string }>(streamsDue)) {
      if (this.busy.has(id) || this.isOver) continue;
      const work = this.quietly(() => this.sendAll(id)).finally(() => this.busy.delete(id));
      this.busy.set(id, work);
    }
  }

  private async sendAll(streamId: string): Promise<void> {
    while (!this.isOver && (await this.delivery.round(streamId)));
  }

  /** Whatever went wrong is tried again in a second. */
  private async quietly(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.log.write({ event: 'feed.failed', code: String((error as { code?: unknown }).code) });
    }
  }
}
