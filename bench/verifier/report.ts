import type { Machine } from '../machine/machine.ts';
import { short, whole } from '../numbers.ts';
import { item, row, sentenceOf } from '../tables.ts';
import { reached } from '../verdict.ts';

/** What the verifier promises: beside the bare library with new tokens, and beside asking with tokens that come again. */
export const targets = { toBare: 0.9, toAsking: 20 } as const;

/** One round, in tokens per second. */
export interface Round {
  bare: number;
  verifier: number;
  repeated: number;
  introspection: number;
}

export interface VerifierReport {
  machine: Machine;
  /** Names on the revocation list meanwhile. */
  names: number;
  rounds: readonly Round[];
}

interface Ratios {
  toBare: number;
  toAsking: number;
}

export function ratiosOf({ rounds }: Pick<VerifierReport, 'rounds'>): Ratios {
  return {
    toBare: median(rounds.map(({ verifier, bare }) => verifier / bare)),
    toAsking: median(rounds.map(({ repeated, introspection }) => repeated / introspection)),
  };
}

/** The report as Markdown. */
export function verifierAsMarkdown(report: VerifierReport): string {
  const { machine, names, rounds } = report;
  const { toBare, toAsking } = ratiosOf(report);
  const of = (key: keyof Round): string => whole(median(rounds.map((round) => round[key])));
  return [
    sentenceOf(machine),
    `${whole(names)} names on the list; the median of ${rounds.length} rounds, the ratios those of the rounds.`,
    '',
    row(['how a token is looked at', 'per second']),
    row(['---', '--:']),
    row(['`jose` alone, new tokens', of('bare')]),
    row(['the verifier with the list, new tokens', of('verifier')]),
    row(['the verifier with the list, tokens that come again', of('repeated')]),
    row(['introspection, tokens that come again', of('introspection')]),
    '',
    item(
      `New tokens: ${short(toBare)} of \`jose\` alone, at least ${targets.toBare}: ${reached(toBare, targets.toBare)}.`,
    ),
    item(
      `Tokens that come again: ${short(toAsking)} times introspection, at least ${targets.toAsking}: ${reached(toAsking, targets.toAsking)}.`,
    ),
    '',
  ].join('\n');
}

/** Whether both promises were kept. */
export function isKept(report: Pick<VerifierReport, 'rounds'>): boolean {
  const { toBare, toAsking } = ratiosOf(report);
  return toBare >= targets.toBare && toAsking >= targets.toAsking;
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}
