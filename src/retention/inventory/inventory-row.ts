import type { KindName } from '../schedule.ts';

/** What somebody could do with it. */
export type DataClass = 'identifier' | 'pseudonym' | 'secret' | 'record' | 'setting';

/** Who gets to see it; nobody means: no page, no API and no command shows it. */
export type Seer = 'resident' | 'city app' | 'viewer' | 'auditor' | 'operator' | 'everyone';

/**
 * Whether residents find it in the copy of their data, or why they do not: it is not about them, it opens something,
 * it is only good for searching, it is their own ID once more, it is there in a readable form, or it is an app's.
 */
export type InCopy = 'yes' | 'nobody’s' | 'secret' | 'index' | 'own ID' | 'opened' | 'the app’s';

/** How long: a kind of the retention schedule, or what ends it where no person is concerned. */
export type Lasting = { kind: KindName } | { lasting: string };

/** Columns of one table that are alike. */
export interface ColumnGroup {
  /** Names, separated by spaces. */
  columns: string;
  class: DataClass;
  purpose: string;
  seenBy: readonly Seer[];
  inCopy: InCopy;
  /** Where it differs from the rest of the table. */
  kept?: Lasting;
}

export interface InventoryTable {
  table: string;
  kept: Lasting;
  groups: readonly ColumnGroup[];
}

export interface InventoryCookie {
  name: string;
  class: DataClass;
  seenBy: readonly Seer[];
  kept: Lasting;
}

export const forEver: Lasting = { lasting: 'as long as the service runs' };

export const nobody: readonly Seer[] = [];
export const self: readonly Seer[] = ['resident'];
export const selfAndStaff: readonly Seer[] = ['resident', 'viewer'];
