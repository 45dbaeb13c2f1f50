import { Injectable } from '@nestjs/common';
import { byStaff } from '../ledger/event-catalogue.ts';
import type { EventOf, StaffMember } from '../ledger/event-catalogue.ts';
import { entryOf, Ledger } from '../ledger/ledger.ts';
import { permit } from '../permissions/permissions.ts';
import { Database } from '../platform/database/database.ts';
import { firstRow } from '../platform/database/statement.ts';
import { newest } from './statements/reading.ts';
import type { Verdict } from './verdict.ts';
import { Verification } from './verification.ts';

/** What a verification found. */
export type Found = Omit<EventOf<'audit.checked'>, 'type' | 'actor' | 'role'>;

/** A verification that somebody had made, as the ledger knows it. */
export interface ChainCheck {
  at: Date;
  event: EventOf<'audit.checked'>;
}

/**
 * Verifications that staff ask for while the service runs. The ledger notes each with what it found, so that everybody
 * sees the last one. The terminal verifies without a note, for who had rather change nothing.
 */
@Injectable()
export class ChainChecks {
  private running: Promise<Found> | null = null;

  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly verification: Verification,
  ) {}

  /** Verifies the whole ledger, and notes and returns what was found. */
  async check(staff: StaffMember): Promise<Found> {
    permit(staff, 'audit.see');
    const what = await this.found(staff);
    const event = { type: 'audit.checked', ...byStaff(staff), ...what } as const;
    await this.database.transaction((sql) => this.ledger.record(sql, event));
    return what;
  }

  /** The last check; null when nobody has asked for one yet. */
  async last(staff: StaffMember): Promise<ChainCheck | null> {
    permit(staff, 'audit.see');
    return this.newest();
  }

  /** What the last check found wrong; null when it found nothing, or there was none. */
  async failure(): Promise<ChainCheck | null> {
    const last = await this.newest();
    return last === null || last.event.intact ? null : last;
  }

  /** Who asks while another one is being answered gets the same answer: reading everything twice would say no more. */
  private found(staff: StaffMember): Promise<Found> {
    this.running ??= this.verification
      .verify(staff)
      .then(found)
      .finally(() => {
        this.running = null;
      });
    return this.running;
  }

  private async newest(): Promise<ChainCheck | null> {
    const { statement, values } = newest({ type: 'audit.checked' }, null);
    const row = await firstRow<Parameters<typeof entryOf>[0]>(this.database, statement, values);
    if (row === null) return null;
    const { at, event } = entryOf(row);
    return event.type === 'audit.checked' ? { at, event } : null;
  }
}

function found(verdict: Verdict): Found {
  if (verdict.kind === 'broken') {
    const { at: number, why } = verdict;
    return { intact: false, number, vouched: 0, outside: 0, unsealed: 0, why };
  }
  const { to: number, vouched, outside, unsealed } = verdict;
  return { intact: true, number, vouched, outside, unsealed };
}
