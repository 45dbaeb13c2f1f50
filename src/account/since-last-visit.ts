import { Injectable } from '@nestjs/common';
import type { EventType, LedgerEvent } from '../ledger/event-catalogue.ts';
import { Ledger } from '../ledger/ledger.ts';
import type { LedgerEntry } from '../ledger/ledger.ts';
import type { CurrentSession } from '../residents/sessions.ts';
import type { Language } from '../words/words.ts';
import { ActivityLines } from '../activity/activity-lines.ts';
import type { ActivityLine } from '../activity/activity-lines.ts';
import { isForStaff } from '../activity/who.ts';

/** What a resident is told of without asking. */
const worthTelling: readonly EventType[] = [
  'erasure.requested',
  'grant.revoked',
  'grant.searched',
  'link.conflict',
  'link.created',
  'link.removed',
  'link.resumed',
  'link.signed-out',
  'link.suspended',
  'record.found',
  'record.opened',
  'resident.signed-in',
];

const shownAtMost = 5;
/** So many are read, since what the resident is doing right now is among them. */
const readAtMost = 100;

/** What happened since a resident was here before, and what they are not doing themselves right now. */
@Injectable()
export class SinceLastVisit {
  constructor(
    private readonly activity: ActivityLines,
    private readonly ledger: Ledger,
  ) {}

  /** The newest five. None at a first visit. */
  async of(session: CurrentSession, language: Language): Promise<ActivityLine[]> {
    const { residentId, previousVisitAt: since } = session;
    if (since === null) return [];
    const about = { since, types: worthTelling, limit: readAtMost };
    const entries = await this.ledger.since(residentId, about);
    const news = entries.filter((entry) => isNews(entry, session));
    return this.activity.tell(news.slice(0, shownAtMost), language);
  }
}

/**
 * The ledger does not say in which session something was done. What the resident did since this visit began is taken
 * for the doing of the session they are in, but for signing in once more, which is done elsewhere.
 */
function isNews({ at, event }: LedgerEntry, { visitBeganAt }: CurrentSession): boolean {
  if (event.type === 'grant.revoked') return isForStaff(event);
  if (event.type === 'resident.signed-in') return isOtherVisit(event, at, visitBeganAt);
  return event.actor.kind !== 'resident' || at < visitBeganAt;
}

/** A sign-in and the visit it begins are noted in one transaction, so at the same moment. */
function isOtherVisit(
  { again }: Extract<LedgerEvent, { type: 'resident.signed-in' }>,
  at: Date,
  visitBeganAt: Date,
): boolean {
  return again !== true && at.getTime() !== visitBeganAt.getTime();
}
