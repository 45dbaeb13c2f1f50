import type { Machine } from '../machine/machine.ts';
import { short, whole } from '../numbers.ts';
import { item, row, sentenceOf } from '../tables.ts';
import { stayedBelow } from '../verdict.ts';
import type { TaskFigures } from './measure.ts';
import type { StaffOptions } from './options.ts';
import type { TableScan } from './plans.ts';

/** Whoever is on the phone does not notice less. */
export const mostMilliseconds = 150;

export interface StaffReport {
  machine: Machine;
  options: StaffOptions;
  figures: readonly TaskFigures[];
  scans: readonly TableScan[];
}

/** The report as Markdown. */
export function staffAsMarkdown({ machine, options, figures, scans }: StaffReport): string {
  const heading = ['what staff do', 'p50 ms', 'p99 ms', 'longest ms', 'per second'];
  return [
    sentenceOf(machine),
    `${whole(options.links)} links; each ${whole(options.times)} times, ${options.atOnce} at a time.`,
    '',
    row(heading),
    row(heading.map((_, n) => (n === 0 ? '---' : '--:'))),
    ...figures.map(({ says, p50, p99, longest, perSecond }) =>
      row([says, short(p50), short(p99), short(longest), whole(perSecond)]),
    ),
    '',
    ...verdictsOf({ figures, scans }).map(item),
    '',
  ].join('\n');
}

/** Whether everything was as quick as promised, and no large table was read from one end to the other. */
export function isKept({ figures, scans }: Pick<StaffReport, 'figures' | 'scans'>): boolean {
  return scans.length === 0 && slowest(figures) < mostMilliseconds;
}

function verdictsOf({ figures, scans }: Pick<StaffReport, 'figures' | 'scans'>): string[] {
  const worst = slowest(figures);
  const verdict = stayedBelow(worst, mostMilliseconds);
  return [
    `p99 at its worst: ${short(worst)} ms, at most ${mostMilliseconds}: ${verdict}.`,
    scans.length === 0
      ? 'No statement scans a table.'
      : `Scanned: ${scans.map(({ table, statement }) => `${table} by \`${statement}\``).join('; ')}.`,
  ];
}

function slowest(figures: readonly TaskFigures[]): number {
  return Math.max(...figures.map(({ p99 }) => p99));
}
