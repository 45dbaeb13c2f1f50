import type { Start } from './cold-start.ts';
import type { Machine } from './machine/machine.ts';
import type { Figures, Round } from './rounds.ts';
import type { Scenario } from './scenarios/scenario.ts';

type Figure = keyof Figures;

/** Medians of one scenario. */
export interface Result {
  name: string;
  says: string;
  service: Figures;
  bare: Figures;
  /** Service divided by bare server, round by round. */
  ratio: Record<Compared, number>;
}

const compared = ['perSecond', 'p50', 'p99', 'memoryMiB'] as const satisfies Figure[];
type Compared = (typeof compared)[number];

export interface Report {
  machine: Machine;
  seconds: number;
  rounds: number;
  results: Result[];
  coldStart: Start;
}

export function resultOf({ name, says }: Scenario, rounds: readonly Round[]): Result {
  const ratioOf = (figure: Compared): number =>
    median(rounds.map(({ service, bare }) => service[figure] / bare[figure]));
  return {
    name,
    says,
    service: medians(rounds.map(({ service }) => service)),
    bare: medians(rounds.map(({ bare }) => bare)),
    ratio: Object.fromEntries(
      compared.map((figure) => [figure, ratioOf(figure)]),
    ) as Result['ratio'],
  };
}

/** The median of each figure on its own. */
export function medians<Row extends object>(rows: readonly Row[]): Row {
  const [first] = rows;
  const figures = Object.keys(first ?? {}) as (keyof Row)[];
  const pairs = figures.map((figure) => [figure, median(rows.map((row) => Number(row[figure])))]);
  return Object.fromEntries(pairs) as Row;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = (sorted.length - 1) / 2;
  const [low = Number.NaN, high = Number.NaN] = [
    sorted[Math.floor(middle)],
    sorted[Math.ceil(middle)],
  ];
  return (low + high) / 2;
}
