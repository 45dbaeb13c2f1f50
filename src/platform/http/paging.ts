import { z } from 'zod';
import { refusal } from './contracts.ts';

/** How long a page may be, and is unless somebody asks. */
const mostRows = 100;
const usualRows = 25;

/** What a caller says of the page of a list: nothing, or where it begins. */
export const pageQuery = z.strictObject({
  cursor: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,200}$/)
    .optional()
    .describe('`next_cursor` of the page before. Without it the list begins.'),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(mostRows)
    .default(usualRows)
    .describe('How many rows there are at most.'),
});

export type PageQuery = z.output<typeof pageQuery>;

/** One page of a list, and where the next one begins. */
export function pageOf<Row extends z.ZodType>(row: Row) {
  return z.strictObject({
    rows: z.array(row),
    next_cursor: z.string().nullable().describe('Null when this is the last page.'),
  });
}

/**
 * A page of one row more than was asked for: the row too many says only that there is another page. Pages go by the last
 * row and not by counting, so that nothing is missed or seen twice when the list grows.
 */
export function asPage<Row, Shown>(
  found: readonly Row[],
  limit: number,
  { show, placeOf }: { show: (row: Row) => Shown; placeOf: (row: Row) => readonly string[] },
): { rows: Shown[]; next_cursor: string | null } {
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  const isLast = found.length <= limit || last === undefined;
  return { rows: rows.map(show), next_cursor: isLast ? null : cursorOf(placeOf(last)) };
}

/** The place that a cursor names, as `shape` has it; null without one. Throws `invalid` for one that was made up. */
export function placeAt<Place extends z.ZodType>(
  cursor: string | undefined,
  shape: Place,
): z.output<Place> | null {
  if (cursor === undefined) return null;
  const known = placeIn(cursor, shape);
  if (known !== null) return known;
  throw refusal('invalid', { fields: [{ pointer: '#/cursor', detail: 'is not right' }] });
}

function placeIn<Place extends z.ZodType>(cursor: string, shape: Place): z.output<Place> | null {
  try {
    const read = shape.safeParse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}

/** The cursor that names a place. */
export function cursorOf(place: readonly string[]): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}
