/**
 * Disavowal: "this was not me".
 *
 * Owns: what goes when a resident says that something on their record was not them, in one transaction.
 * Does not: take the only link, decide who it was, or look at what staff do about it.
 * Hands off to: links, grants, erasure and support (what was done), residents (all sessions), ledger (the flag for staff).
 */
import { Injectable } from '@nestjs/common';
import { Ledger } from '../ledger/ledger.ts';
import type { LedgerEntry } from '../ledger/ledger.ts';
import { Database } from '../platform/database/database.ts';
import type { Sql } from '../platform/database/statement.ts';
import { OpenSessions } from '../residents/open-sessions.ts';
import { Residents } from '../residents/residents.ts';
import { Revocations } from '../revocations/revocations.ts';
import { concernOf } from './concern.ts';
import type { Concern } from './concern.ts';
import { Stakes } from './stakes.ts';
import type { Stake } from './stakes.ts';

/** Who says so, in which session, of which entry of their ledger. */
export interface Denial {
  residentId: string;
  /** Null when it is over: then only a denial that was made before is told again. */
  sessionId: string | null;
  entryId: string;
}

/** What a resident is shown before they say that something was not them. */
export interface Doubt {
  entry: LedgerEntry;
  stake: Stake;
}

/** How a denial ended. Repeating one does nothing again and tells the same. */
export type DenialOutcome =
  | { kind: 'done'; stake: Stake }
  /** Not an entry of this resident's, or not one to be denied. */
  | { kind: 'no-such-entry' }
  /** The session is over, for another reason than this denial. */
  | { kind: 'signed-out' };

interface Denied {
  residentId: string;
  entry: LedgerEntry;
  concern: Concern;
}

@Injectable()
export class Disavowal {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly residents: Residents,
    private readonly revocations: Revocations,
    private readonly sessions: OpenSessions,
    private readonly stakes: Stakes,
  ) {}

  /** What a denial of the entry would be about; null when there is nothing to deny. */
  async consider(residentId: string, entryId: string): Promise<Doubt | null> {
    const denied = await this.find(this.database, residentId, entryId);
    if (denied === null) return null;
    const stake = await this.stakes.of(this.database, residentId, denied.concern);
    return { entry: denied.entry, stake };
  }

  /**
   * Takes away the link or the app, ends every session and flags it for staff. Grants that live without a session go
   * with the link they were signed in by; those of a link that stays are the resident's to end.
   */
  deny(denial: Denial): Promise<DenialOutcome> {
    const { residentId, sessionId, entryId } = denial;
    return this.database.transaction<DenialOutcome>(async (sql) => {
      await this.residents.lock(sql, residentId);
      const denied = await this.find(sql, residentId, entryId);
      if (denied === null) return { kind: 'no-such-entry' };
      const isOver = sessionId === null || (await this.revocations.hasEnded(sql, sessionId));
      if (isOver && !(await this.wasDenied(sql, denial))) return { kind: 'signed-out' };
      if (!isOver) await this.carryOut(sql, denied);
      return { kind: 'done', stake: await this.stakes.of(sql, residentId, denied.concern) };
    });
  }

  private async find(sql: Sql, residentId: string, entryId: string): Promise<Denied | null> {
    const entry = await this.ledger.oneOf(sql, residentId, entryId);
    const concern = entry && concernOf(entry.event);
    return entry && concern && { residentId, entry, concern };
  }

  private async carryOut(sql: Sql, { residentId, entry, concern }: Denied): Promise<void> {
    await this.stakes.takeAway(sql, residentId, concern);
    await this.sessions.endAll(sql, residentId);
    await this.ledger.record(sql, {
      type: 'activity.disavowed',
      actor: { kind: 'resident', id: residentId },
      residentId,
      entry: Number(entry.id),
      event: entry.event.type,
      ...(concern.kind === 'link' && { linkId: concern.linkId }),
    });
  }

  private wasDenied(sql: Sql, { residentId, entryId }: Denial): Promise<boolean> {
    const type = 'activity.disavowed';
    return this.ledger.knows(sql, residentId, { type, detail: { entry: Number(entryId) } });
  }
}
