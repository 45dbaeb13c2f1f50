import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.ts';
import { dayIn } from '../kernel/calendar.ts';
import { Clock } from '../kernel/clock.ts';
import { hours } from '../kernel/duration.ts';
import type { StaffMember } from '../ledger/event-catalogue.ts';
import { LedgerCounts } from '../ledger/ledger-counts.ts';
import type { LinkDay, Span } from '../ledger/ledger-counts.ts';
import { permit } from '../permissions/permissions.ts';
import { Tallies } from '../platform/tallies/tallies.ts';
import { Totals } from './counting/totals.ts';
import type { LinkTotal } from './counting/totals.ts';
import { outcomesByHour, checksByDay } from './counting/sort-out.ts';
import type { AppDay, OutcomeHour } from './counting/sort-out.ts';
import { lastDays } from './month.ts';

/** Rows by day, and every day they could be about, so that a day without a row is a day with nothing. */
export interface ByDay<Row> {
  days: string[];
  rows: Row[];
}

/** What apps asked, and when each of them last did; an app that did not ask in these days is not there. */
export interface TokenChecks extends ByDay<AppDay> {
  lastSeen: { app: string; at: Date }[];
}

/** Exact numbers for the staff's dashboard. Everybody else reads the statistics, where small numbers are left out. */
@Injectable()
export class Figures {
  private readonly timeZone: string;

  constructor(
    config: Config,
    private readonly clock: Clock,
    private readonly ledger: LedgerCounts,
    private readonly tallies: Tallies,
    private readonly counts: Totals,
  ) {
    this.timeZone = config.site.timeZone;
  }

  /** Links that came and went, by day and provider, of so many days with today as the last. */
  async linksPerDay(staff: StaffMember, count: number): Promise<ByDay<LinkDay>> {
    permit(staff, 'dashboard.see');
    const days = this.lastDays(count);
    return { days, rows: await this.ledger.linksByDay(this.since(days), this.timeZone) };
  }

  /** How trips to each provider ended, by hour, oldest first, of so many hours with this one as the last. */
  async signInsPerHour(staff: StaffMember, count: number): Promise<OutcomeHour[]> {
    permit(staff, 'dashboard.see');
    const now = this.clock.milliseconds();
    const from = new Date(now - hours(count) * 1000);
    return outcomesByHour(await this.tallies.read('sign-in', { from, to: new Date(now + 1) }));
  }

  /** How checks of tokens and requests for tokens ended, by day and app. */
  async tokenChecksPerDay(staff: StaffMember, count: number): Promise<TokenChecks> {
    permit(staff, 'dashboard.see');
    const days = this.lastDays(count);
    const span = this.since(days);
    const checks = await this.tallies.readDays('token-check', span, this.timeZone);
    const requests = await this.tallies.readDays('token-request', span, this.timeZone);
    return { days, ...checksByDay(checks, requests) };
  }

  /** How many residents there are, and how many links of each provider. */
  async totals(staff: StaffMember): Promise<{ residents: number; links: LinkTotal[] }> {
    permit(staff, 'dashboard.see');
    return this.counts.now();
  }

  private lastDays(count: number): string[] {
    return lastDays(new Date(this.clock.milliseconds()), count, this.timeZone);
  }

  private since([first = '']: readonly string[]): Span {
    return {
      from: dayIn(first, this.timeZone),
      to: new Date(this.clock.milliseconds() + 1),
    };
  }
}
