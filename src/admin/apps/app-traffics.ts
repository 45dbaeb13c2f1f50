import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.ts';
import { days } from '../../kernel/duration.ts';
import type { StaffMember } from '../../ledger/event-catalogue.ts';
import { permit } from '../../permissions/permissions.ts';
import { Tallies } from '../../platform/tallies/tallies.ts';
import type { HourCount } from '../../platform/tallies/tallies.ts';

/** How far the counts go back. */
export const trafficSeconds = days(7);

/** What an app did lately, as counts that are about nobody. */
export interface AppTraffic {
  /** When it last asked whether a token is good. */
  lastCheckAt: Date | null;
  /** How often it asked for tokens, and how often in vain. */
  requests: number;
  errors: number;
}

/** The traffic of every app that had any, by its id. */
export type TrafficById = ReadonlyMap<string, AppTraffic>;

export const noTraffic: AppTraffic = { lastCheckAt: null, requests: 0, errors: 0 };

/** What apps did in the last days, up to a few seconds ago. */
@Injectable()
export class AppTraffics {
  constructor(
    private readonly clock: Clock,
    private readonly tallies: Tallies,
  ) {}

  /** Of all apps together: there are hundreds, and their counts are few. */
  async lately(by: StaffMember): Promise<TrafficById> {
    permit(by, 'app.see');
    const now = this.clock.milliseconds();
    const span = { from: new Date(now - trafficSeconds * 1000), to: new Date(now + 1) };
    const checks = await this.tallies.read('token-check', span);
    const requests = await this.tallies.read('token-request', span);
    const byApp = Map.groupBy([...checks, ...requests], ({ subject }) => subject);
    const asked = new Set(requests);
    return new Map([...byApp].map(([id, counts]) => [id, trafficOf(counts, asked)]));
  }
}

function trafficOf(counts: readonly HourCount[], asked: ReadonlySet<HourCount>): AppTraffic {
  const requests = counts.filter((count) => asked.has(count));
  const checks = counts.filter((count) => !asked.has(count));
  const times = checks.map(({ lastAt }) => lastAt?.getTime() ?? 0);
  return {
    lastCheckAt: times.length === 0 ? null : new Date(Math.max(...times)),
    requests: sumOf(requests),
    errors: sumOf(requests.filter(({ outcome }) => outcome !== 'issued')),
  };
}

function sumOf(counts: readonly HourCount[]): number {
  return counts.reduce((sum, { count }) => sum + count, 0);
}
