import { Injectable } from '@nestjs/common';
import { newToken } from '../kernel/opaque-token.ts';
import { firstRow } from '../platform/database/statement.ts';
import type { Sql } from '../platform/database/statement.ts';
import { add } from './deliveries/statements.ts';
import { verificationType } from './event-types.ts';
import type { WaitingEvent } from './signed-event.ts';
import { lockOne } from './streams/statements.ts';

/** An event with its place in a stream. Numbers of a stream have no gaps. */
export interface QueuedEvent extends WaitingEvent {
  streamId: string;
}

/** Where events wait until their apps have them. */
@Injectable()
export class EventQueue {
  /** Adds events in a transaction that has locked their streams. */
  async add(sql: Sql, events: readonly QueuedEvent[]): Promise<void> {
    if (events.length === 0) return;
    const column = <Name extends keyof QueuedEvent>(name: Name): QueuedEvent[Name][] =>
      events.map((event) => event[name]);
    await sql.run(add, [
      column('streamId'),
      column('seq'),
      column('jti'),
      column('txn'),
      column('type'),
      column('subject'),
      column('event').map((claims) => JSON.stringify(claims)),
    ]);
  }

  /** Adds an event that shows that a stream works (SSF 1.0 §8.1.4), in the caller's transaction. */
  async addVerification(sql: Sql, streamId: string, state: string | null): Promise<void> {
    const stream = await firstRow<{ lastSeq: number }>(sql, lockOne, [streamId]);
    if (stream === null) return;
    await this.add(sql, [
      {
        streamId,
        seq: stream.lastSeq + 1,
        jti: newToken(),
        txn: newToken(),
        type: verificationType,
        subject: null,
        event: state === null ? {} : { state },
      },
    ]);
  }
}
