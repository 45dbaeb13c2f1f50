import { Injectable } from '@nestjs/common';
import { days } from '../kernel/duration.ts';
import { Clock } from '../kernel/clock.ts';
import { entryOf } from '../ledger/ledger.ts';
import type { LedgerEntry } from '../ledger/ledger.ts';
import type { StaffMember } from '../ledger/event-catalogue.ts';
import { permit } from '../permissions/permissions.ts';
import { Database } from '../platform/database/database.ts';
import { firstRow } from '../platform/database/statement.ts';
import type { AuditFilters } from './audit-filters.ts';
import { entryOfNumber, newest, pageLength } from './statements/reading.ts';

/** An entry with its seal, if it has one yet. */
export interface AuditEntry extends LedgerEntry {
  seal: { seq: number; hash: string } | null;
}

export interface AuditPage {
  entries: AuditEntry[];
  /** What to ask for the next older page with; null on the last one. */
  older: string | null;
  /** What was really asked: nothing given means the last day. */
  filters: AuditFilters;
}

type SealedRow = Parameters<typeof entryOf>[0] & { seq: string | null; hash: string | null };

/** The ledger as staff read it: who did what to which id, newest first. It has no names to show. */
@Injectable()
export class AuditLog {
  constructor(
    private readonly clock: Clock,
    private readonly database: Database,
  ) {}

  /**
   * One page of entries. Without filters it is about the last 24 hours.
   * @param older from the page before
   */
  async page(
    staff: StaffMember,
    filters: AuditFilters,
    older: string | null = null,
  ): Promise<AuditPage> {
    permit(staff, 'audit.see');
    const asked = this.orLastDay(filters);
    const { statement, values } = newest(asked, older);
    const rows = await this.database.run<SealedRow>(statement, values);
    const entries = rows.slice(0, pageLength).map(withSeal);
    const hasMore = rows.length > pageLength;
    return { entries, older: hasMore ? (entries.at(-1)?.id ?? null) : null, filters: asked };
  }

  /** One entry by its id; null when there is none. */
  async find(staff: StaffMember, entry: string): Promise<AuditEntry | null> {
    const { entries } = await this.page(staff, { entry });
    return entries[0] ?? null;
  }

  /** The id of the entry that was sealed under a number; null when it is not there. */
  async sealedAs(staff: StaffMember, number: number): Promise<string | null> {
    permit(staff, 'audit.see');
    return (await firstRow<{ id: string }>(this.database, entryOfNumber, [number]))?.id ?? null;
  }

  private orLastDay(filters: AuditFilters): AuditFilters {
    if (Object.keys(filters).length > 0) return filters;
    return { from: new Date(this.clock.milliseconds() - days(1) * 1000) };
  }
}

function withSeal(row: SealedRow): AuditEntry {
  const { seq, hash } = row;
  const seal = seq === null || hash === null ? null : { seq: Number(seq), hash };
  return { ...entryOf(row), seal };
}
