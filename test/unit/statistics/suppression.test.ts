import { describe, expect, test } from '@jest/globals';
import { eachAlone, folded, sharedOut } from '../../../src/statistics/suppression.ts';
import type { Count } from '../../../src/statistics/suppression.ts';
import { randomFrom, seed } from '../../support/seeded.ts';
import { isolatedIn, isolates, published, sizesBehind, worldsOf } from './worlds.ts';
import type { Publish, World } from './worlds.ts';

/* No number that is published, and no difference of two, is about fewer than 11 people (issue 5, acceptance 6). */

const table = (counts: Record<string, number>): Count[] =>
  Object.entries(counts).map(([label, count]) => ({ label, count }));
const shown = (counts: Record<string, number>) => {
  const { rows, total } = sharedOut(table(counts));
  return { ...Object.fromEntries(rows.map(({ label, count }) => [label, count])), total };
};

/** The fault: small numbers are hidden, and nothing else is. */
const withoutComplement: Publish = (counts) => ({
  rows: counts.map(({ label, count }) => ({
    label,
    count: count < 11 ? null : Math.round(count / 10) * 10,
  })),
  total: sharedOut(counts).total,
});

describe('a table whose rows share out the total', () => {
  test('rounds what is large', () => {
    expect(shown({ a: 104, b: 95, c: 11 })).toEqual({ a: 100, b: 100, c: 10, total: 210 });
  });

  test('hides what is small, and enough besides that it cannot be worked out', () => {
    expect(shown({ a: 500, b: 3 })).toEqual({ a: null, b: null, total: 500 });
    expect(shown({ a: 500, b: 40, c: 3 })).toEqual({ a: 500, b: null, c: null, total: 540 });
  });

  test('hides no more than it must when several are small', () => {
    expect(shown({ a: 500, b: 40, c: 9, d: 8 })).toEqual({
      a: 500,
      b: 40,
      c: null,
      d: null,
      total: 560,
    });
  });

  test('hides on while the hidden ones together are more than the next: each must be able to be nobody', () => {
    expect(shown({ a: 500, b: 21, c: 10, d: 10, e: 10 })).toEqual({
      a: 500,
      b: null,
      c: null,
      d: null,
      e: null,
      total: 550,
    });
  });

  test('hides that a row has nobody in it', () => {
    expect(shown({ a: 500, b: 300, c: 0 })).toEqual({ a: 500, b: null, c: null, total: 800 });
  });

  test('hides a small total', () => {
    expect(shown({ a: 5, b: 5 })).toEqual({ a: null, b: null, total: null });
    expect(shown({})).toEqual({ total: null });
  });

  test('says the same whatever the order of its rows', () => {
    const counts = table({ a: 30, b: 12, c: 9, d: 12, e: 2 });
    const sorted = (of: readonly Count[]) =>
      sharedOut(of).rows.toSorted((one, other) => (one.label < other.label ? -1 : 1));
    for (let turn = 0; turn < counts.length; turn += 1) {
      const turned = [...counts.slice(turn), ...counts.slice(0, turn)];
      expect(sorted(turned).map(({ count }) => count)).toEqual(
        sorted(counts).map(({ count }) => count),
      );
    }
  });
});

test('rows that overlap are hidden one by one and have no total', () => {
  expect(eachAlone(table({ parks: 26, library: 10, permits: 0 }))).toEqual({
    rows: [
      { label: 'parks', count: 30 },
      { label: 'library', count: null },
      { label: 'permits', count: null },
    ],
    total: null,
  });
});

test('what was counted seldom has no row of its own, and the row for the rest is always there', () => {
  expect(folded(table({ '/': 90, '/rare': 3, other: 2 }), 'other')).toEqual(
    table({ '/': 90, other: 5 }),
  );
  expect(folded(table({ '/': 90 }), 'other')).toEqual(table({ '/': 90, other: 0 }));
});

describe('whoever knows the rules and tries every world', () => {
  const few = [worldsOf(2, 90), worldsOf(3, 55)];
  const worlds = [...few, worldsOf(4, 34)];

  test('finds no group of fewer than 11 people, neither in a row nor in the difference of any', () => {
    expect(worlds.flatMap((some) => isolatedIn(sharedOut, some))).toEqual([]);
  });

  test('would find them if nothing but the small numbers were hidden', () => {
    for (const some of few) expect(isolatedIn(withoutComplement, some)).not.toEqual([]);
  });
});

interface Pair {
  one: World;
  /** The same with one more resident. */
  other: World;
}

/** Cities of every size, most of them with some small rows. */
function pairsOf(count: number): Pair[] {
  const random = randomFrom(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  return Array.from({ length: count }, () => {
    const one = Array.from({ length: 2 + below(6) }, () => below([4, 14, 40, 1000][below(4)] ?? 4));
    const row = below(one.length);
    return { one, other: one.map((size, at) => (at === row ? size + 1 : size)) };
  });
}

/** What is left of the total when every number that is shown is taken away, counted in people. */
function remainderOf(publish: Publish, world: World): number[] {
  const shownRows = published(publish, world);
  if (shownRows.at(-1) === null) return [];
  return [world.reduce((sum, size, row) => (shownRows[row] === null ? sum + size : sum), 0)];
}

/** The differences somebody can make between two tables, row by row: what each of them can stand for. */
function differencesOf(publish: Publish, { one, other }: Pair): number[][] {
  const before = published(publish, one);
  return published(publish, other).flatMap((after, row) => {
    const was = before[row];
    if (typeof was !== 'number' || after === null) return [];
    const [least, most] = sizesBehind(after);
    const [leastWas, mostWas] = sizesBehind(was);
    const [from, to] = [least - mostWas, most - leastWas];
    return [Array.from({ length: to - from + 1 }, (_, size) => from + size)];
  });
}

function isolatedInPair(publish: Publish, pair: Pair): boolean {
  const numbers = [pair.one, pair.other].flatMap((world) => published(publish, world));
  const remainders = [pair.one, pair.other].flatMap((world) => remainderOf(publish, world));
  const differences = differencesOf(publish, pair);
  const isIsolated = (sizes: number[]): boolean =>
    isolates(sizes) || isolates(sizes.map((size) => -size));
  return (
    numbers.some((shownNumber) => shownNumber !== null && shownNumber % 10 !== 0) ||
    remainders.some((people) => isolates([people])) ||
    differences.some(isIsolated)
  );
}

describe(`two worlds that differ by one resident (CIVIC_SEED=${seed})`, () => {
  const pairs = pairsOf(2000);

  test('tell of no fewer than 11 people, in any of 2,000 pairs', () => {
    expect(pairs.filter((pair) => isolatedInPair(sharedOut, pair))).toEqual([]);
  });

  test('would, without the numbers that are hidden for the sake of small ones', () => {
    const found = pairs.filter((pair) => isolatedInPair(withoutComplement, pair));
    expect(found.length).toBeGreaterThan(500);
  });

  test('would, if numbers were not rounded', () => {
    const exact: Publish = (counts) => {
      const hidden = sharedOut(counts);
      const total = counts.reduce((sum, { count }) => sum + count, 0);
      const rows = hidden.rows.map(({ label, count }, row) => ({
        label,
        count: count === null ? null : (counts[row]?.count ?? 0),
      }));
      return { rows, total: hidden.total === null ? null : total };
    };
    expect(pairs.some((pair) => isolatedInPair(exact, pair))).toBe(true);
  });
});
