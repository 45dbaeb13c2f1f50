import { percentile } from './load/samples.ts';
import type { Load, Samples } from './load/samples.ts';
import { familyTime, processorTime, residentMemory } from './machine/process-meter.ts';

/** What one server did in one round. */
export interface Figures {
  perSecond: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
  memoryMiB: number;
  /** Processor time per request in microseconds: it depends the least on who else uses the machine. */
  processorMicroseconds: number;
  databaseMicroseconds: number;
}

/** One of the programs that take turns. */
export interface Side {
  pid: number;
  /** The first process of the PostgreSQL that works for it. */
  databasePid?: number;
  /** Makes a load for this many requests at most. */
  load(most: number): Promise<Load>;
}

export interface Lengths {
  warmUp: number;
  seconds: number;
  rounds: number;
}

/** The figures of each side. */
export type Round<Sides> = { [Name in keyof Sides]: Figures };

/** Fresh inputs per second of warm-up. Preparing them takes longer than using them up. */
const warmUpInputs = 400;
/** No round is so much faster than the warm-up that it runs out of inputs. */
const spare = 1.5;

/** Measures all sides in turns, so that what happens on the machine happens to all of them. */
export async function measure<Sides extends object>(
  sides: Sides,
  { warmUp, seconds, rounds }: Lengths,
): Promise<Round<Sides>[]> {
  const named = Object.entries(sides) as [string, Side][];
  const most = new Map<string, number>();
  for (const [name, side] of named) {
    const load = await side.load(Math.ceil(warmUpInputs * warmUp));
    most.set(name, Math.ceil(rateOf(await load.run(warmUp)) * seconds * spare));
  }
  const measured: Round<Sides>[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const figures: [string, Figures][] = [];
    for (const [name, side] of named) {
      const load = await side.load(most.get(name) ?? 0);
      figures.push([name, await observe(load, seconds, side)]);
    }
    measured.push(Object.fromEntries(figures) as Round<Sides>);
  }
  return measured;
}

async function observe(load: Load, seconds: number, side: Side): Promise<Figures> {
  const { pid, databasePid } = side;
  const databaseTime = (): number => (databasePid === undefined ? 0 : familyTime(databasePid));
  const before = { own: processorTime(pid), database: databaseTime() };
  const samples = await load.run(seconds);
  const count = samples.latencies.length;
  return {
    perSecond: rateOf(samples),
    p50: percentile(samples, 0.5),
    p99: percentile(samples, 0.99),
    memoryMiB: residentMemory(pid),
    processorMicroseconds: (processorTime(pid) - before.own) / count,
    databaseMicroseconds: (databaseTime() - before.database) / count,
  };
}

function rateOf({ latencies, seconds }: Samples): number {
  return latencies.length / seconds;
}
