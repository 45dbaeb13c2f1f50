/** One thing and how often it was counted. */
export interface Count {
  label: string;
  count: number;
}

/** A row as everybody may see it; null where the number stays hidden. */
export interface ShownRow {
  label: string;
  count: number | null;
}

/** A table as everybody may see it. */
export interface ShownTable {
  rows: ShownRow[];
  total: number | null;
}

/** The smallest number of people that a number may be about. */
export const smallest = 11;
/** Every number is rounded to a multiple of this. */
export const step = 10;

/**
 * Hides what is small in a table whose rows share out its total, and rounds the rest.
 *
 * A total gives a hidden number away to whoever subtracts, so rows are hidden until those that are hidden could be
 * anybody's: together they are large, and yet smaller than each number that is shown. Then any one of them could be all
 * of it and each of the others nobody, and the table would look the same. A row with nobody in it is as small as one
 * with a few: else a row that is hidden would say that somebody is there.
 */
export function sharedOut(counts: readonly Count[]): ShownTable {
  const hidden = hiddenOf(counts);
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  return {
    rows: counts.map(({ label, count }) => ({
      label,
      count: hidden.has(label) ? null : rounded(count),
    })),
    total: total < smallest ? null : rounded(total),
  };
}

/** The same for rows that do not share anything out, because one resident can be in several: there is no total. */
export function eachAlone(counts: readonly Count[]): ShownTable {
  const rows = counts.map(({ label, count }) => ({
    label,
    count: count < smallest ? null : rounded(count),
  }));
  return { rows, total: null };
}

/** Everything that was counted too seldom goes into one row, which is always there: a list of rows tells nothing then. */
export function folded(counts: readonly Count[], rest: string): Count[] {
  const large = counts.filter(({ label, count }) => label !== rest && count >= smallest);
  const all = counts.reduce((sum, { count }) => sum + count, 0);
  const shown = large.reduce((sum, { count }) => sum + count, 0);
  return [...large, { label: rest, count: all - shown }];
}

/** The labels of what stays hidden: what is small, and after it the smallest of the rest while that is not enough. */
function hiddenOf(counts: readonly Count[]): Set<string> {
  const rising = counts.toSorted((one, other) => one.count - other.count);
  let length = rising.filter(({ count }) => count < smallest).length;
  while (length > 0 && length < rising.length && isTelling(rising, length)) length += 1;
  return new Set(rising.slice(0, length).map(({ label }) => label));
}

/** Whether the first rows, if they alone were hidden, could not be told from the total and the rows after them. */
function isTelling(rising: readonly Count[], length: number): boolean {
  const sum = rising.slice(0, length).reduce((so, { count }) => so + count, 0);
  const next = rising[length]?.count ?? Infinity;
  return sum < smallest + length - 1 || sum >= next;
}

function rounded(count: number): number {
  return Math.round(count / step) * step;
}
