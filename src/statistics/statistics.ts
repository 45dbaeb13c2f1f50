/**
 * Statistics: how much the service is used.
 *
 * Owns: the exact counts that staff see, and the monthly statistics that everybody may read once they are published.
 * Does not: reveal a person, change what was published, or write down anything about a visit.
 * Hands off to: ledger and tallies, which it reads; the staff console and the terminal, where somebody publishes.
 */
import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.ts';
import { Clock } from '../kernel/clock.ts';
import type { StaffMember } from '../ledger/event-catalogue.ts';
import { Ledger } from '../ledger/ledger.ts';
import { permit } from '../permissions/permissions.ts';
import { Database } from '../platform/database/database.ts';
import { firstRow } from '../platform/database/statement.ts';
import { tallyMonths } from '../platform/tallies/statements.ts';
import { MonthlyCounts } from './counting/monthly-counts.ts';
import { insert } from './counting/published-statements.ts';
import { isMonth, monthAfter, monthOf, spanOf } from './month.ts';
import { PublishedMonths } from './published-months.ts';
import { tableNames } from './tables.ts';
import type { PublishedMonth, Table, TableName } from './tables.ts';

/** Why a month cannot be published. Of one that is too old, not all counts are left. */
export type Unfit = { kind: 'not-a-month' } | { kind: 'not-over' } | { kind: 'too-old' };

/** What publishing would show, or what it has shown. */
export type Preview =
  | { kind: 'ready'; month: string; tables: Table[] }
  | { kind: 'published-before'; published: PublishedMonth }
  | Unfit;

export type Publication =
  | { kind: 'published'; published: PublishedMonth }
  | { kind: 'published-before'; published: PublishedMonth }
  /** Every table was left out. */
  | { kind: 'nothing-left' }
  | Unfit;

@Injectable()
export class Statistics {
  constructor(
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly counts: MonthlyCounts,
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly months: PublishedMonths,
  ) {}

  /** The months that can be published now, newest first. */
  async open(staff: StaffMember): Promise<string[]> {
    permit(staff, 'statistics.see');
    const known = new Set((await this.months.all()).map(({ month }) => month));
    const back = Array.from({ length: tallyMonths - 1 }, (_, index) => -1 - index);
    return back
      .map((months) => monthAfter(this.thisMonth(), months))
      .filter((month) => !known.has(month));
  }

  /** The tables as everybody would see them, small numbers hidden. Nobody sees them otherwise. */
  async preview(staff: StaffMember, month: string): Promise<Preview> {
    permit(staff, 'statistics.see');
    return this.lookAt(month);
  }

  /**
   * Publishes a month as it was previewed. It stays as it is for good.
   * @param without tables that nobody shall read of this month
   */
  async publish(
    staff: StaffMember,
    month: string,
    without: readonly TableName[] = [],
  ): Promise<Publication> {
    permit(staff, 'statistics.publish');
    const seen = await this.lookAt(month);
    if (seen.kind !== 'ready') return seen;
    const tables = seen.tables.filter(({ name }) => !without.includes(name));
    if (tables.length === 0) return { kind: 'nothing-left' };
    const leftOut = tableNames.filter((name) => without.includes(name));
    const isNew = await this.insert(staff, { month, tables }, leftOut);
    this.months.forget();
    const published = await this.months.find(month);
    if (published === null) throw new Error('A month that was just published is gone.');
    return { kind: isNew ? 'published' : 'published-before', published };
  }

  private async lookAt(month: string): Promise<Preview> {
    if (!isMonth(month)) return { kind: 'not-a-month' };
    const published = await this.months.find(month);
    if (published !== null) return { kind: 'published-before', published };
    if (this.isStillGoing(month)) return { kind: 'not-over' };
    if (month < monthAfter(this.thisMonth(), 1 - tallyMonths)) return { kind: 'too-old' };
    return { kind: 'ready', month, tables: await this.counts.tablesOf(month) };
  }

  private isStillGoing(month: string): boolean {
    return spanOf(month, this.config.site.timeZone).to.getTime() > this.clock.milliseconds();
  }

  private thisMonth(): string {
    return monthOf(new Date(this.clock.milliseconds()), this.config.site.timeZone);
  }

  /** False when somebody else was quicker: what they published stays. */
  private insert(
    { actor }: StaffMember,
    { month, tables }: { month: string; tables: Table[] },
    leftOut: TableName[],
  ): Promise<boolean> {
    return this.database.transaction(async (sql) => {
      const added = await firstRow(sql, insert, [month, JSON.stringify(tables)]);
      if (added === null) return false;
      const without = leftOut.length > 0 && { leftOut };
      await this.ledger.record(sql, { type: 'statistics.published', actor, month, ...without });
      return true;
    });
  }
}
