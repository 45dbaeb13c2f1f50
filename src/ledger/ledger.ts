/**
 * Ledger: the append-only record of what happened.
 *
 * Owns: recording in the caller's transaction, reading in commit order, the event catalogue, who must be told.
 * Does not: hold names, provider ids, addresses or tokens; change or remove an entry.
 * Hands off to: audit, event feed and statistics, which are its readers.
 */
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.ts';
import { firstRow } from '../platform/database/statement.ts';
import type { Sql, Statement, Values } from '../platform/database/statement.ts';
import { checkEvent } from './catalogue/check-event.ts';
import { eventOf, valuesOf } from './catalogue/entry-row.ts';
import type { EntryRow } from './catalogue/entry-row.ts';
import type { EventType, LedgerEvent } from './event-catalogue.ts';
import * as statements from './statements.ts';

/** How many months entries are kept, and with them the codes of deletions. */
export const historyMonths = 24;

/** An app that must hear of an entry, and under which pairwise subject it knows the resident. */
export interface Recipient {
  appId: string;
  subject: string;
  /** Which of its sign-ins have ended with it: the `sid` of their tokens. */
  sids?: readonly string[];
}

/** An event with its place in the ledger. */
export interface LedgerEntry {
  id: string;
  at: Date;
  event: LedgerEvent;
}

/** A place in the order in which entries become final. */
export interface LedgerPlace {
  xid: string;
  id: string;
}

/** An entry with whom it must be told. */
export interface TellingEntry extends LedgerEntry {
  place: LedgerPlace;
  recipients: readonly Recipient[];
}

type TellingRow = EntryRow & { xid: string; apps: string[]; subjects: string[]; sids: string[][] };

/** A page of entries. Ids are those of entries; without `before` and `after` it is the newest page. */
export interface LedgerPart {
  before?: string;
  after?: string;
  limit: number;
  /** Types that are left out. */
  without?: readonly EventType[];
  /** Only what staff did: they themselves, or an app of theirs where the type is one of these. */
  byStaff?: readonly EventType[];
}

interface LedgerSince {
  /** What happened at this moment, to the millisecond, is left out. */
  since: Date;
  types: readonly EventType[];
  limit: number;
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
      recipients.map(({ sids = [] }) => `{${sids.join(',')}}`),
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

  /** As `readCommitted`, with whom each entry must be told; read in the caller's transaction. */
  async telling(sql: Sql, { xid, id }: LedgerPlace, limit: number): Promise<TellingEntry[]> {
    const rows = await sql.run<TellingRow>(statements.readTelling, [xid, id, limit]);
    return rows.map((row) => ({
      ...entryOf(row),
      place: { xid: row.xid, id: row.id },
      recipients: row.apps.map((appId, at) => {
        return { appId, subject: row.subjects[at] ?? '', sids: row.sids[at] ?? [] };
      }),
    }));
  }

  /** Everything about one link, oldest first. */
  ofLink(linkId: string): Promise<LedgerEntry[]> {
    return this.read(statements.readOfLink, [linkId]);
  }

  /** Entries about one resident, newest first: the newest, or those next to one that is known by its id. */
  async ofResident(residentId: string, part: LedgerPart): Promise<LedgerEntry[]> {
    const { before = null, after, limit, without = [], byStaff = null } = part;
    if (after === undefined) {
      return this.read(statements.readOlder, [residentId, before, limit, without, byStaff]);
    }
    const rising = await this.read(statements.readNewer, [
      residentId,
      after,
      limit,
      without,
      byStaff,
    ]);
    return rising.toReversed();
  }

  /** Entries of some types about one resident since a moment, newest first. */
  since(residentId: string, { since, types, limit }: LedgerSince): Promise<LedgerEntry[]> {
    return this.read(statements.readSince, [residentId, since, types, limit]);
  }

  /** One entry about a resident, read in the caller's transaction; null when it is about nobody or somebody else. */
  async oneOf(sql: Sql, residentId: string, entryId: string): Promise<LedgerEntry | null> {
    const row = await firstRow<EntryRow>(sql, statements.readOne, [residentId, entryId]);
    return row && entryOf(row);
  }

  /** Whether there is an entry of a type about a resident with these among its further fields. */
  async knows(
    sql: Sql,
    residentId: string,
    { type, detail }: { type: EventType; detail: object },
  ): Promise<boolean> {
    return (await firstRow(sql, statements.knows, [residentId, type, detail])) !== null;
  }

  /** Which apps had to be told of an entry; nobody any more after 30 days. */
  async toldOf(entryId: string): Promise<string[]> {
    const rows = await this.database.run<{ app_id: string }>(statements.readTold, [entryId]);
    return rows.map((row) => row.app_id);
  }

  private async read(query: Statement, values: Values): Promise<LedgerEntry[]> {
    const rows = await this.database.run<EntryRow>(query, values);
    return rows.map(entryOf);
  }
}

/** A row of the ledger as the entry it is. */
export function entryOf(row: EntryRow): LedgerEntry {
  return { id: row.id, at: row.at, event: eventOf(row) };
}
