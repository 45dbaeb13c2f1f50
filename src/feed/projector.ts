import { Injectable } from '@nestjs/common';
import { Apps } from '../apps/apps.ts';
import { Config } from '../config/config.ts';
import { Ledger } from '../ledger/ledger.ts';
import type { LedgerPlace, Recipient, TellingEntry } from '../ledger/ledger.ts';
import { Database } from '../platform/database/database.ts';
import { firstRow } from '../platform/database/statement.ts';
import type { Sql } from '../platform/database/statement.ts';
import { Vault } from '../vault/vault.ts';
import { lockCursor, moveCursor } from './deliveries/statements.ts';
import { heardOf, typeOf } from './event-types.ts';
import type { HeardEvent } from './event-types.ts';
import { EventQueue } from './event-queue.ts';
import type { QueuedEvent } from './event-queue.ts';
import { logoutType } from './signed-logout.ts';
import { lockAll, openForLogouts } from './streams/statements.ts';

/** A stream as it is while numbers are given in it. */
interface OpenStream {
  id: string;
  appId: string;
  kind: 'events' | 'logout';
  events: readonly string[];
  lastSeq: number;
}

/** A stream that gets events. */
interface HearingStream extends OpenStream {
  /** Its app ends a sign-in only when it is named (OIDC Back-Channel Logout §2.2). */
  needsSids: boolean;
}

/** Whose sign-ins at an app end together, and are more than these, is logged out of it as a whole. */
export const mostSids = 20;

/** So many entries are read in one transaction. */
export const mostEntries = 500;

/**
 * Turns what the ledger says into events that wait for their apps. It moves on in the same transaction, one process at a
 * time: so no event is lost, and none is made twice, whenever a process dies.
 */
@Injectable()
export class Projector {
  constructor(
    private readonly apps: Apps,
    private readonly config: Config,
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly queue: EventQueue,
    private readonly vault: Vault,
  ) {}

  /** Takes the next entries, if there are any. Returns whether there may be more. */
  project(): Promise<boolean> {
    return this.database.transaction(async (sql) => {
      const place = await firstRow<LedgerPlace>(sql, lockCursor);
      if (place === null) throw new Error('The feed has lost its place in the ledger.');
      const entries = await this.ledger.telling(sql, place, mostEntries);
      const last = entries.at(-1);
      if (last === undefined) return false;
      await this.queueAll(sql, entries);
      await sql.run(moveCursor, [last.place.xid, last.place.id]);
      return entries.length === mostEntries;
    });
  }

  private async queueAll(sql: Sql, entries: readonly TellingEntry[]): Promise<void> {
    const heard = entries.flatMap((entry) => {
      const event = heardOf(entry);
      return event === null ? [] : [{ entry, event }];
    });
    if (heard.length === 0) return;
    const streams = await this.openStreams(sql, entries);
    const queued = heard.flatMap(({ entry, event }) =>
      streams.flatMap((stream) => this.eventsFor(stream, entry, event)),
    );
    await this.queue.add(sql, queued);
  }

  private async openStreams(sql: Sql, entries: readonly TellingEntry[]): Promise<HearingStream[]> {
    const logouts = await this.toldOfLogouts(entries);
    if (logouts.length > 0) await sql.run(openForLogouts, [logouts]);
    const streams = await sql.run<OpenStream>(lockAll);
    const apps = await Promise.all(streams.map(({ appId }) => this.apps.find(appId)));
    return streams.flatMap((stream, position) => {
      const app = apps[position];
      const isHeard = stream.kind === 'events' || logouts.includes(stream.appId);
      if (!isHeard || !app) return [];
      return [{ ...stream, needsSids: app.backchannelLogoutSessionRequired }];
    });
  }

  /** The apps among those concerned that want to hear of logouts. */
  private async toldOfLogouts(entries: readonly TellingEntry[]): Promise<string[]> {
    const ended = entries.flatMap(({ recipients }) =>
      recipients.flatMap(({ appId, sids = [] }) => (sids.length > 0 ? [appId] : [])),
    );
    const wanted: string[] = [];
    for (const appId of new Set(ended)) {
      const app = await this.apps.find(appId);
      if (app?.backchannelLogoutUri) wanted.push(appId);
    }
    return wanted;
  }

  /** What a stream gets of an entry: one event, if its app is concerned and wants the type, or logouts. */
  private eventsFor(stream: HearingStream, entry: TellingEntry, heard: HeardEvent): QueuedEvent[] {
    const told = entry.recipients.find(({ appId }) => appId === stream.appId);
    if (stream.kind === 'logout') return this.logoutsFor(stream, entry.id, told);
    const type = typeOf(this.config.issuer, heard.kind);
    const isConcerned = heard.concerns === 'everybody' || told !== undefined;
    if (!isConcerned || !stream.events.includes(type)) return [];
    const what = { type, subject: told?.subject ?? null, event: heard.claims };
    return [this.queued(stream, entry.id, what)];
  }

  /** One for each sign-in; where these are very many, one for all that the resident has at the app. */
  private logoutsFor(
    stream: HearingStream,
    entryId: string,
    { subject = '', sids = [] }: Partial<Recipient> = {},
  ): QueuedEvent[] {
    const about = { type: logoutType, subject };
    if (sids.length > mostSids && !stream.needsSids) {
      return [this.queued(stream, `${entryId} all`, { ...about, event: {} })];
    }
    return sids.map((sid) =>
      this.queued(stream, `${entryId} ${sid}`, { ...about, event: { sid } }),
    );
  }

  private queued(
    stream: OpenStream,
    from: string,
    what: Pick<QueuedEvent, 'type' | 'subject' | 'event'>,
  ): QueuedEvent {
    stream.lastSeq += 1;
    return { streamId: stream.id, seq: stream.lastSeq, ...this.idsOf(stream.id, from), ...what };
  }

  /**
   * The same entry gives the same ids for the same stream, and others for another one: two apps that compare what they were
   * sent cannot tell by them that it was about one resident.
   */
  private idsOf(streamId: string, from: string): { jti: string; txn: string } {
    const text = `${streamId} ${from}`;
    return { jti: this.vault.mac('event', text), txn: this.vault.mac('event transaction', text) };
  }
}
