import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.ts';
import { acknowledge, readWaiting, refuse } from './deliveries/statements.ts';
import type { Patience } from './arrivals.ts';
import { EventClock } from './event-clock.ts';
import { SignedEvent } from './signed-event.ts';
import type { WaitingEvent } from './signed-event.ts';
import type { EventStream } from './stream-shape.ts';

/** What a receiver says of the events it was given, and what it wants next (RFC 8936 §2.4). */
export interface PollRequest {
  /** None at all when it only wants to say what it has. */
  most: number;
  /** How to wait where there is nothing. */
  patience: Patience;
  has: readonly string[];
  /** What it will not have, each with a code. */
  refuses: readonly { jti: string; error: string }[];
}

/** Signed events by their `jti`, in their order. */
export interface Polled {
  sets: Readonly<Record<string, string>>;
  moreAvailable: boolean;
}

/** Hands events to receivers that fetch them. What is not acknowledged comes again. */
@Injectable()
export class EventPolls {
  constructor(
    private readonly clock: EventClock,
    private readonly database: Database,
    private readonly signed: SignedEvent,
  ) {}

  async poll(stream: EventStream, request: PollRequest): Promise<Polled> {
    await this.settle(stream, request);
    const { most, patience } = request;
    if (most === 0) return { sets: {}, moreAvailable: (await this.read(stream, 1)).length > 0 };
    const found = await this.clock.arrivals.until(() => this.next(stream, most), patience);
    return found ?? { sets: {}, moreAvailable: false };
  }

  private async settle({ id }: EventStream, { has, refuses }: PollRequest): Promise<void> {
    if (has.length > 0) await this.database.run(acknowledge, [id, has]);
    if (refuses.length === 0) return;
    const jtis = refuses.map(({ jti }) => jti);
    const errors = refuses.map(({ error }) => error);
    await this.database.run(refuse, [id, jtis, errors]);
  }

  /** Null when there is nothing. One more is read than is given, to know whether there is more. */
  private async next(stream: EventStream, most: number): Promise<Polled | null> {
    const waiting = await this.read(stream, most + 1);
    if (waiting.length === 0) return null;
    const addressee = { appId: stream.appId, streamId: stream.id };
    const sets: Record<string, string> = {};
    for (const one of waiting.slice(0, most)) {
      sets[one.jti] = await this.signed.sign(one, addressee);
    }
    return { sets, moreAvailable: waiting.length > most };
  }

  /** A stream that is paused keeps what it has, though it was paused while somebody waited. */
  private read({ id }: EventStream, most: number): Promise<WaitingEvent[]> {
    return this.database.run<WaitingEvent>(readWaiting, [id, most]);
  }
}
