import { randomInt } from 'node:crypto';

/** What everything random in this run follows from. CIVIC_SEED=<number> repeats a run. */
export const seed = Number(process.env.CIVIC_SEED ?? randomInt(2 ** 31));

/** The same numbers from 0 to 1 for the same seed (mulberry32). */
export function randomFrom(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The same shuffle for the same seed. */
export function shuffled<Item>(items: readonly Item[], start: number): Item[] {
  const random = randomFrom(start);
  return items
    .map((item) => [random(), item] as const)
    .toSorted(([one], [other]) => one - other)
    .map(([, item]) => item);
}
