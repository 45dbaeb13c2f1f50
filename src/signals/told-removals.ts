import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.ts';
import type { ReasonCode } from '../ledger/event-catalogue.ts';
import { LinkRemoval } from '../links/link-removal.ts';
import { ToldLinks } from '../links/told-links.ts';
import type { Told } from '../links/told-links.ts';
import { Database } from '../platform/database/database.ts';
import { firstRow } from '../platform/database/statement.ts';
import type { Sql } from '../platform/database/statement.ts';
import { NotedDeletions } from './deletion-notes.ts';
import { waitingSeconds } from './lifetimes.ts';
import { SealedSignals } from './sealed-signals.ts';
import * as statements from './statements/signals.ts';

/** A provider says that a link must go. */
export interface RemovalSignal {
  provider: string;
  account: Told['account'];
  /** When it was said, to the second. */
  at: Date;
  reason: Extract<ReasonCode, 'provider_request' | 'account_closed'>;
  /** The code that whoever asked for a deletion gets. */
  code?: string;
}

/** `too-old`: it may have come before and been forgotten. `waits`: too many came at once, and an operator decides. */
export type SignalOutcome =
  'done' | 'no-change' | 'older' | 'repeated' | 'no-link' | 'too-old' | 'waits';

/**
 * Removes links because their provider says so, no faster than the ceiling: a stolen secret would otherwise delete
 * everybody in a minute. What is above it waits, sealed, and nothing is lost.
 */
@Injectable()
export class ToldRemovals {
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly links: ToldLinks,
    private readonly noted: NotedDeletions,
    private readonly removal: LinkRemoval,
    private readonly sealed: SealedSignals,
  ) {}

  /**
   * Removes the link, or lets the signal wait. One after the other in this process: a flood of them leaves the database to
   * everybody else.
   * @param hash by which the same signal is known if it comes again
   */
  take(signal: RemovalSignal, hash: Buffer): Promise<SignalOutcome> {
    const taken = this.last.then(() => this.takeNow(signal, hash));
    // Whoever brought it hears what went wrong; the next one comes all the same.
    this.last = taken.catch(() => null);
    return taken;
  }

  private takeNow(signal: RemovalSignal, hash: Buffer): Promise<SignalOutcome> {
    return this.database.transaction(async (sql) => {
      const outcome = await this.outcomeOf(sql, signal, hash);
      const { code } = signal;
      if (code === undefined || outcome === 'repeated') return outcome;
      if (outcome === 'waits') await this.noted.book.linkWaits(sql, code, waitingSeconds);
      else await this.noted.book.linkGone(sql, code);
      return outcome;
    });
  }

  /** Removes the link of a signal that has waited, in a transaction that has taken it. */
  async carryOut(sql: Sql, signal: RemovalSignal): Promise<void> {
    await this.remove(sql, signal);
    if (signal.code !== undefined) await this.noted.book.linkGone(sql, signal.code);
  }

  private async outcomeOf(sql: Sql, signal: RemovalSignal, hash: Buffer): Promise<SignalOutcome> {
    if ((await this.links.find(sql, signal)) === null) return 'no-link';
    if ((await firstRow(sql, statements.hear, [hash])) === null) return 'repeated';
    if (!(await this.hasRoom(sql, signal.provider))) {
      await this.sealed.keep(sql, signal);
      return 'waits';
    }
    if (!(await this.remove(sql, signal))) return 'no-link';
    await sql.run(statements.noteRemoval, [signal.provider]);
    return 'done';
  }

  private async hasRoom(sql: Sql, provider: string): Promise<boolean> {
    if (!(await this.seesRoom(sql, provider))) return false;
    await sql.run(statements.waitForTurn, [provider]);
    return this.seesRoom(sql, provider);
  }

  private async seesRoom(sql: Sql, provider: string): Promise<boolean> {
    const values = [provider, this.config.signals.removalsPerMinute];
    const row = await firstRow<{ hasRoom: boolean }>(sql, statements.hasRoom, values);
    return row?.hasRoom ?? false;
  }

  private async remove(sql: Sql, signal: RemovalSignal): Promise<boolean> {
    const link = await this.links.find(sql, signal);
    if (link === null) return false;
    const { provider, reason } = signal;
    const actor = { kind: 'provider', id: provider } as const;
    const outcome = await this.removal.ordered(sql, { linkId: link.linkId, actor, reason });
    return outcome.kind === 'removed';
  }
}
