import { firstRow } from '../../platform/database/statement.ts';
import type { Sql } from '../../platform/database/statement.ts';
import type { BulkCounts, BulkFilter } from '../plan.ts';
import * as statements from '../statements/items.ts';

/** What went into a plan. */
export interface Frozen extends BulkCounts {
  links: number;
}

interface Part {
  looked: number;
  last: string | null;
  chosen: number;
  months: Record<string, number>;
}

const beforeAll = '00000000-0000-0000-0000-000000000000';

/**
 * Puts every link that a filter takes into a plan and counts what they are, part by part, so that no statement takes
 * long. The transaction sees one moment all the while.
 * @param timeZone of the calendar that the months are of
 */
export async function freeze(
  sql: Sql,
  planId: string,
  { filter, timeZone }: { filter: BulkFilter; timeZone: string },
): Promise<Frozen> {
  const months = new Map<string, number>();
  let links = 0;
  for (let after: string | null = beforeAll; after !== null;) {
    const values: unknown[] = [planId, links, ...valuesOf(filter), after, timeZone];
    const part: Part | null = await firstRow<Part>(sql, statements.freeze, values);
    for (const [month, count] of Object.entries(part?.months ?? {}))
      months.set(month, (months.get(month) ?? 0) + count);
    links += part?.chosen ?? 0;
    after = part && part.looked >= statements.atOnce ? part.last : null;
  }
  const inOrder = [...months].toSorted(([one], [other]) => (one < other ? -1 : 1));
  const byMonth = inOrder.map(([month, count]) => ({ month, links: count }));
  return { links, months: byMonth, ...(await touched(sql, planId, links)) };
}

/** The residents who are left without a link, and the apps that lose somebody. */
async function touched(
  sql: Sql,
  planId: string,
  links: number,
): Promise<Pick<BulkCounts, 'onlyLink' | 'apps'>> {
  const apps = new Map<string, number>();
  let onlyLink = 0;
  for (let from = 1; from <= links; from += statements.atOnce) {
    const part = [planId, from, from + statements.atOnce - 1];
    const alone = await firstRow<{ residents: number }>(sql, statements.countOnlyLinks, part);
    onlyLink += alone?.residents ?? 0;
    const rows = await sql.run<{ appId: string; residents: number }>(statements.countApps, part);
    for (const { appId, residents } of rows) apps.set(appId, (apps.get(appId) ?? 0) + residents);
  }
  const inOrder = [...apps].toSorted(([one], [other]) => (one < other ? -1 : 1));
  return { onlyLink, apps: inOrder.map(([appId, residents]) => ({ appId, residents })) };
}

function valuesOf({ provider, linkedFrom, linkedBefore, usedBefore, app }: BulkFilter): unknown[] {
  return [provider, linkedFrom ?? null, linkedBefore ?? null, usedBefore ?? null, app ?? null];
}
