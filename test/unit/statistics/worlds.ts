import type { Count } from '../../../src/statistics/suppression.ts';

/** The rows of the tables under test. */
export type World = readonly number[];

/** How a world is published: the algorithm under test, or one with a fault. */
export type Publish = (counts: readonly Count[]) => {
  rows: readonly { label: string; count: number | null }[];
  total: number | null;
};

/** A published table as somebody reads it: one number or null for each row, and the total. */
export function published(publish: Publish, world: World): (number | null)[] {
  const { rows, total } = publish(world.map((count, row) => ({ label: `row ${row}`, count })));
  return [...rows.map(({ count }) => count), total];
}

/** Every world of so many rows with at most so many people. */
export function worldsOf(rows: number, people: number): World[] {
  if (rows === 0) return [[]];
  return Array.from({ length: people + 1 }, (_, count) =>
    worldsOf(rows - 1, people - count).map((others) => [count, ...others]),
  ).flat();
}

/** Every choice of rows but none. */
export function groupsOf(rows: number): number[][] {
  return Array.from({ length: 2 ** rows - 1 }, (_, bits) =>
    Array.from({ length: rows }, (_row, row) => row).filter((row) => ((bits + 1) >> row) & 1),
  );
}

export const peopleIn = (world: World, group: readonly number[]): number =>
  group.reduce((sum, row) => sum + (world[row] ?? 0), 0);

/** Whether somebody who knows that a group has one of these sizes has found fewer than 11 people. */
export function isolates(sizes: Iterable<number>): boolean {
  return [...sizes].every((size) => size > 0 && size < 11);
}

/**
 * Groups of rows that a reader knows to hold some people but fewer than 11. The reader knows how it was published, and
 * that it was one of these worlds; of those that would have been published the same they cannot know which.
 */
export function isolatedIn(publish: Publish, worlds: readonly World[]): string[] {
  const alike = Map.groupBy(worlds, (world) => JSON.stringify(published(publish, world)));
  const groups = groupsOf(worlds[0]?.length ?? 0);
  return [...alike].flatMap(([text, these]) =>
    groups
      .filter((group) => isolates(new Set(these.map((world) => peopleIn(world, group)))))
      .map((group) => `${text} tells rows ${group.join(' + ')}`),
  );
}

/** What a number that is shown can stand for. */
export function sizesBehind(shown: number): [least: number, most: number] {
  return [Math.max(11, shown - 5), shown + 4];
}
