import { Injectable } from '@nestjs/common';
import type { Recipient } from '../ledger/ledger.ts';
import type { Sql } from '../platform/database/statement.ts';

/** What a module above knows of sessions: who must hear that some have ended, and what goes on with one. */
interface SessionFollower {
  inSessions(sql: Sql, sessionIds: readonly string[]): Promise<Recipient[]>;
  follow(sql: Sql, from: string, to: string): Promise<void>;
}

/** Asks the module above that hangs something on sessions, in the transaction in which they end or go on. */
@Injectable()
export class SessionFollowers {
  private follower: SessionFollower | null = null;

  is(follower: SessionFollower): void {
    this.follower = follower;
  }

  /** The apps that must hear that these sessions have ended. */
  async toldOf(sql: Sql, sessionIds: readonly string[]): Promise<Recipient[]> {
    return (await this.follower?.inSessions(sql, sessionIds)) ?? [];
  }

  /** A session goes on under another id. */
  async follow(sql: Sql, from: string, to: string): Promise<void> {
    await this.follower?.follow(sql, from, to);
  }
}
