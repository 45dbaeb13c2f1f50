import { Injectable } from '@nestjs/common';
import { EventClock } from './event-clock.ts';
import { ListClock } from './list-clock.ts';

/** Everything of the feed that runs by itself on a process that serves. */
@Injectable()
export class FeedClocks {
  constructor(
    private readonly events: EventClock,
    private readonly list: ListClock,
  ) {}

  start(): void {
    this.list.start();
    this.events.start();
  }
}
