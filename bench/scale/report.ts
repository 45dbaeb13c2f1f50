import type { Machine } from '../machine/machine.ts';
import { short, whole } from '../numbers.ts';
import { medians } from '../report.ts';
import type { Figures, Round } from '../rounds.ts';
import { item, row, sentenceOf } from '../tables.ts';
import { reached, stayedBelow } from '../verdict.ts';
import type { ScaleOptions } from './options.ts';

/** The cost of one introspection may grow by a tenth. */
const mostGrowth = 1.1;

interface Growth {
  /** Processor time of service and PostgreSQL together. */
  cost: number;
  perSecond: number;
}

export interface ScaleReport {
  machine: Machine;
  options: ScaleOptions;
  small: Figures;
  large: Figures;
  /** Large divided by small, round by round. */
  growth: Growth;
}

type ScaleRound = Round<{ small: unknown; large: unknown }>;

export function scaleReport(
  machine: Machine,
  options: ScaleOptions,
  rounds: readonly ScaleRound[],
): ScaleReport {
  const growths = rounds.map(({ small, large }) => ({
    cost: costOf(large) / costOf(small),
    perSecond: large.perSecond / small.perSecond,
  }));
  return {
    machine,
    options,
    small: medians(rounds.map(({ small }) => small)),
    large: medians(rounds.map(({ large }) => large)),
    growth: medians(growths),
  };
}

function costOf({ processorMicroseconds, databaseMicroseconds }: Figures): number {
  return processorMicroseconds + databaseMicroseconds;
}

const heading = ['grants', 'per second', 'p50 ms', 'p99 ms', 'CPU µs', 'PostgreSQL µs', 'both µs'];

/** The report as Markdown. */
export function scaleAsMarkdown({ machine, options, small, large, growth }: ScaleReport): string {
  const { cost, perSecond } = growth;
  const least = 1 / mostGrowth;
  return [
    sentenceOf(machine),
    `Each figure is the median of ${options.rounds} rounds of ${options.seconds} s, in turns.`,
    '',
    row(heading),
    row(heading.map(() => '--:')),
    rowOf(options.small, small),
    rowOf(options.large, large),
    '',
    item(`Cost: ${short(cost)} times, at most ${mostGrowth}: ${stayedBelow(cost, mostGrowth)}.`),
    item(
      `Rate: ${short(perSecond)} times, at least ${short(least)}: ${reached(perSecond, least)}.`,
    ),
    '',
  ].join('\n');
}

function rowOf(grants: number, figures: Figures): string {
  const { perSecond, p50, p99, processorMicroseconds, databaseMicroseconds } = figures;
  const times = [short(p50), short(p99)];
  const costs = [processorMicroseconds, databaseMicroseconds, costOf(figures)].map(short);
  return row([whole(grants), whole(perSecond), ...times, ...costs]);
}
