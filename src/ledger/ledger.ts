/**
 * Ledger: the append-only record of what happened.
 *
 * Owns: recording in the caller's transaction, reading in commit order, the event catalogue, who must be told.
 * Does not: hold names, provider ids, addresses or tokens; change or remove an entry.
 * Hands off to: audit, event feed and statistics, which are its readers.
 */
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.ts';
import { purged } from '../platform/database/purge.ts';
import { firstRow } from '../platform/database/statement.ts';
import type { Sql, Statement, Values } from '../platform/database/statement.ts';
import { checkEvent } from './catalogue/check-event.ts';
import { eventOf, valuesOf } from './catalogue/entry-row.ts';
import type { EntryRow } from './catalogue/entry-row.ts';
import type { LedgerEvent } from './event-catalogue.ts';
import * as statements from './statements.ts';

/** An app that must hear of an entry, and under which pairwise subject it knows the resident. */
export interface Recipient {
  appId: string;
  subject: string;
}

/** An event with its place in the ledger. */
export interface LedgerEntry {
  id: string;
  at: Date;
  event: LedgerEvent;
}

@Injectable()
export class Ledger {
  constructor(private readonly database: Database) {}

  /**
   * Records an event in the transaction of its effect and returns the entry's id. Recipients are kept for 30 days.
   * Throws when the event is not exactly what the catalogue describes.
   */
  async record(sql: Sql, event: LedgerEvent, recipients: Recipient[] = []): Promise<string> {
    checkEvent(event);
    const entry = await firstRow<{ id: string }>(sql, statements.insertEntry, [
      ...valuesOf(event),
      recipients.map(({ appId }) => appId),
      recipients.map(({ subject }) => subject),
    ]);
    if (entry === null) throw new Error('An insert returned no row.');
    return entry.id;
  }

  /**
   * At most `limit` entries after the one with id `afterId` (`'0'` for the beginning), in an order in which no entry
   * can appear later before one already read. Ids in this order need not ascend.
   */
  readCommitted(afterId: string, limit: number): Promise<LedgerEntry[]> {
    return this.read(statements.readCommitted, [afterId, limit]);
  }

  /** Everything about one link, oldest first. */
  ofLink(linkId: string): Promise<LedgerEntry[]> {
    return this.read(statements.readOfLink, [linkId]);
  }

  /** The newest entries about one resident, newest first. */
  ofResident(residentId: string, limit: number): Promise<LedgerEntry[]> {
    return this.read(statements.readOfResident, [residentId, limit]);
  }

  /** Forgets who had to be told of what, 30 days after it happened. Returns how many. */
  purgeRecipients(sql: Sql): Promise<number> {
    return purged(sql, statements.purgeRecipients);
  }

  private async read(query: Statement, values: Values): Promise<LedgerEntry[]> {
    const rows = await this.database.run<EntryRow>(query, values);
    return rows.map((row) => ({ id: row.id, at: row.at, event: eventOf(row) }));
  }
}
