import type { Start } from './cold-start.ts';
import type { Sides } from './contestant.ts';
import type { Machine } from './machine/machine.ts';
import type { Figures, Round } from './rounds.ts';
import type { Scenario } from './scenarios/scenario.ts';

/** Medians of one scenario. */
export interface Result {
  name: string;
  says: string;
  service: Figures;
  peer: Figures | null;
  bare: Figures;
  /** Service divided by the other one, round by round. */
  toPeer: Comparison | null;
  toBare: Comparison;
  /** What `toPeer.perSecond` should reach; null where nothing was agreed. */
  target: number | null;
  /** What is different at the peer; null when nothing is. */
  note: string | null;
}

const compared = [
  'perSecond',
  'p50',
  'p99',
  'memoryMiB',
  'processorMicroseconds',
] as const satisfies (keyof Figures)[];

type Comparison = Record<(typeof compared)[number], number>;

export interface Report {
  machine: Machine;
  seconds: number;
  rounds: number;
  results: Result[];
  coldStart: { service: Start; peer: Start };
}

export function resultOf(
  scenario: Scenario,
  says: string,
  rounds: readonly Round<Sides>[],
): Result {
  const { name, peer, target = null } = scenario;
  const peers = rounds.flatMap((round) => round.peer ?? []);
  const services = rounds.map(({ service }) => service);
  const bares = rounds.map(({ bare }) => bare);
  const hasPeer = peers.length > 0;
  return {
    name,
    says,
    service: medians(services),
    peer: hasPeer ? medians(peers) : null,
    bare: medians(bares),
    toPeer: hasPeer ? comparison(services, peers) : null,
    toBare: comparison(services, bares),
    target,
    note: noteOf(peer),
  };
}

function noteOf(peer: Scenario['peer']): string | null {
  if (peer === undefined) return null;
  return 'differs' in peer ? peer.differs : `not asked: ${peer.isMissing}`;
}

function comparison(services: readonly Figures[], others: readonly Figures[]): Comparison {
  const ratios = services.map((service, round) => {
    const pairs = compared.map((figure) => {
      const other = others[round]?.[figure] ?? Number.NaN;
      return [figure, service[figure] / other] as const;
    });
    return Object.fromEntries(pairs) as Comparison;
  });
  return medians(ratios);
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
