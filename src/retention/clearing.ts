import { setTimeout as pause } from 'node:timers/promises';
import type { DeletedRows } from '../platform/jobs/deleted-rows.ts';
import type { Deletion } from '../platform/jobs/housekeeping.ts';

/** Asked between two batches: whether there is time for another one. */
export type MayGoOn = () => boolean;

/** How often a deletion may find nothing although something is due, because another process is about it. */
const mostVain = 20;
const vainMilliseconds = 100;

/**
 * Does every deletion until nothing of it is due, batch by batch. Returns what was due all the same, or null when the
 * time was over: then somebody goes on later, and no batch is lost.
 */
export async function clearAll(
  deletions: ReadonlyMap<string, Deletion>,
  mayGoOn: MayGoOn,
): Promise<DeletedRows | null> {
  const left: Record<string, number> = {};
  for (const [name, deletion] of deletions) {
    const rest = await clear(deletion, mayGoOn);
    if (rest === null) return null;
    left[name] = rest;
  }
  return left;
}

async function clear(deletion: Deletion, mayGoOn: MayGoOn): Promise<number | null> {
  for (let vain = 0; vain < mostVain;) {
    if (!mayGoOn()) return null;
    const gone = await deletion.run();
    if (gone >= deletion.atMost) continue;
    if ((await deletion.due()) === 0) return 0;
    if (gone > 0) continue;
    vain += 1;
    await pause(vainMilliseconds);
  }
  return deletion.due();
}
