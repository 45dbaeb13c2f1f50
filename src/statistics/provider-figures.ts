import { Injectable } from '@nestjs/common';
import { Clock } from '../kernel/clock.ts';
import { days, hours } from '../kernel/duration.ts';
import type { StaffMember } from '../ledger/event-catalogue.ts';
import { permit } from '../permissions/permissions.ts';
import { Tallies } from '../platform/tallies/tallies.ts';
import { outcomesByHour } from './counting/sort-out.ts';
import type { OutcomeHour } from './counting/sort-out.ts';

/** How far back failures are counted, and a sign-in that worked is looked for. */
export const triedSeconds = hours(24);
export const workedSeconds = days(7);

/** How a provider does lately, as counts that are about nobody. */
export interface ProviderFigure {
  /** Trips that came back lately, and those of them that failed. Who said no at the provider did not fail. */
  tries: number;
  failed: number;
  /** The beginning of the hour in which a sign-in last worked; when exactly is not kept. */
  workedHour: Date | null;
}

/** How trips to each provider went, for whoever looks after the providers. */
@Injectable()
export class ProviderFigures {
  constructor(
    private readonly clock: Clock,
    private readonly tallies: Tallies,
  ) {}

  /** Of every provider there is a count of, by its code; up to a few seconds ago. */
  async lately(staff: StaffMember): Promise<ReadonlyMap<string, ProviderFigure>> {
    permit(staff, 'provider.see');
    const now = this.clock.milliseconds();
    const span = { from: new Date(now - workedSeconds * 1000), to: new Date(now + 1) };
    const outcomes = outcomesByHour(await this.tallies.read('sign-in', span));
    const recent = now - triedSeconds * 1000;
    const byProvider = Map.groupBy(outcomes, ({ provider }) => provider);
    return new Map([...byProvider].map(([id, own]) => [id, figureOf(own, recent)]));
  }
}

/** What is said of a provider there is no count of. */
export const noFigure: ProviderFigure = { tries: 0, failed: 0, workedHour: null };

function figureOf(outcomes: readonly OutcomeHour[], recent: number): ProviderFigure {
  const lately = outcomes.filter(({ hour }) => hour.getTime() >= recent);
  const sum = (count: (one: OutcomeHour) => number): number =>
    lately.reduce((all, one) => all + count(one), 0);
  return {
    tries: sum(({ worked, declined, failed }) => worked + declined + failed),
    failed: sum(({ failed }) => failed),
    workedHour: outcomes.findLast(({ worked }) => worked > 0)?.hour ?? null,
  };
}
