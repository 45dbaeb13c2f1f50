import { Injectable } from '@nestjs/common';
import type { EventType, LedgerEvent } from '../ledger/event-catalogue.ts';
import { Ledger } from '../ledger/ledger.ts';
import type { LedgerEntry } from '../ledger/ledger.ts';
import type { Language } from '../words/words.ts';
import { Names } from './names.ts';
import type { Telling } from './names.ts';
import { isShown, leftOut, whatHappened } from './sentences.ts';
import type { ShownEvent } from './sentences.ts';
import { byStaffOnly, whoDidIt } from './who.ts';

/** One thing that happened, in a resident's words. */
export interface ActivityLine {
  id: string;
  at: Date;
  what: string;
  who: string;
  /** What the sentence says, for who asks more of it. */
  event: LedgerEvent;
}

/** Where in the activity a page lies: next to an entry, or at the newest. */
export interface ActivityPlace {
  before?: string;
  after?: string;
  /** Only what staff did. */
  byStaff?: boolean;
}

/** A page of activity, newest first, and the entries that its neighbours begin at. */
export interface ActivityPart {
  lines: ActivityLine[];
  newer: string | null;
  older: string | null;
}

const perPage = 25;
const without = Object.keys(leftOut) as EventType[];

/**
 * Activity: what happened to a resident, in sentences.
 *
 * Owns: a sentence for every event, who did it in words, and pages of them.
 * Does not: know more than the ledger, or name a member of staff.
 * Hands off to: the residents' pages and the console, which show the same sentences.
 */
@Injectable()
export class ActivityLines {
  constructor(
    private readonly ledger: Ledger,
    private readonly names: Names,
  ) {}

  /** Twenty-five entries. A place too near the newest end is the newest page. */
  async part(residentId: string, place: ActivityPlace, language: Language): Promise<ActivityPart> {
    const limit = perPage + 1;
    const byStaff = place.byStaff ? { byStaff: [...byStaffOnly, 'grant.revoked' as const] } : {};
    const { before, after } = place;
    const part = { before, after, limit, without, ...byStaff };
    const found = await this.ledger.ofResident(residentId, part);
    const isFull = found.length === limit;
    if (place.after !== undefined && !isFull) {
      return this.part(residentId, { byStaff: place.byStaff }, language);
    }
    const entries = place.after === undefined ? found.slice(0, perPage) : found.slice(1);
    const hasOlder = place.after !== undefined || isFull;
    const hasNewer = place.after !== undefined || place.before !== undefined;
    return {
      lines: await this.tell(entries, language),
      newer: hasNewer ? (entries[0]?.id ?? null) : null,
      older: hasOlder ? (entries.at(-1)?.id ?? null) : null,
    };
  }

  /** Says of one entry after the other what happened; null for one that residents do not read of. */
  async teller(language: Language): Promise<(entry: Pick<LedgerEntry, 'event'>) => string | null> {
    const telling = await this.names.in(language);
    return ({ event }) => (isShown(event) ? whatHappened(event, telling) : null);
  }

  /** The sentences of entries, in the same order. */
  async tell(entries: readonly LedgerEntry[], language: Language): Promise<ActivityLine[]> {
    const telling = await this.names.in(language);
    return entries.flatMap(({ id, at, event }) =>
      isShown(event) ? [lineOf({ id, at, event }, telling)] : [],
    );
  }
}

function lineOf(
  { id, at, event }: LedgerEntry & { event: ShownEvent },
  telling: Telling,
): ActivityLine {
  return { id, at, what: whatHappened(event, telling), who: whoDidIt(event, telling), event };
}
