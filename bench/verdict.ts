import { short, whole } from './numbers.ts';
import type { Report, Result } from './report.ts';

/** How many times as many milliseconds the slowest in a hundred may take as the one in the middle. */
const mostSpread = 3;
/** How much of the peer's memory. */
const mostMemory = 0.7;
const mostMillisecondsToStart = 1500;

/** "met, 12 % above" or "missed by 5 %", of a ratio that should be high. */
export function reached(value: number, target: number): string {
  const distance = percent(value / target - 1);
  return value >= target ? `met, ${distance} above` : `missed by ${distance}`;
}

/** The same of something that should stay low. */
export function stayedBelow(value: number, most: number): string {
  const distance = percent(value / most - 1);
  return value <= most ? `met, ${distance} below` : `missed by ${distance}`;
}

/** One sentence for each target that is not about one operation. */
export function verdicts({ results, coldStart }: Report): string[] {
  const { milliseconds } = coldStart.service;
  const start = `Cold start: ${whole(milliseconds)} ms, target ${mostMillisecondsToStart} ms`;
  return [
    ...spreadVerdict(results),
    ...memoryVerdict(results),
    `${start}: ${stayedBelow(milliseconds, mostMillisecondsToStart)}.`,
  ];
}

export function spreadOf({ service }: Result): number {
  return service.p99 / service.p50;
}

function spreadVerdict(results: readonly Result[]): string[] {
  const [worst] = results.toSorted((one, other) => spreadOf(other) - spreadOf(one));
  if (worst === undefined) return [];
  const spread = spreadOf(worst);
  const sentence = `p99 ÷ p50: ${short(spread)} at its worst (${worst.says}), target ${mostSpread}`;
  return [`${sentence}: ${stayedBelow(spread, mostSpread)}.`];
}

/** Of each program the most that it held after any round. */
function memoryVerdict(results: readonly Result[]): string[] {
  const ours = Math.max(...results.map(({ service }) => service.memoryMiB));
  const theirs = Math.max(...results.map(({ peer }) => peer?.memoryMiB ?? 0));
  if (theirs === 0) return [];
  const ratio = ours / theirs;
  const sentence = `Memory under load: ${whole(ours)} MiB, peer ${whole(theirs)} MiB, ratio ${short(ratio)}`;
  return [`${sentence}, target ${mostMemory}: ${stayedBelow(ratio, mostMemory)}.`];
}

function percent(share: number): string {
  return `${Math.round(Math.abs(share) * 100)} %`;
}
