import { bulk } from './inventory/bulk.ts';
import { city } from './inventory/city.ts';
import { consents } from './inventory/consents.ts';
import { events } from './inventory/events.ts';
import { history } from './inventory/history.ts';
import type {
  ColumnGroup,
  InventoryCookie,
  InventoryTable,
  Lasting,
} from './inventory/inventory-row.ts';
import { jobs } from './inventory/jobs.ts';
import { links } from './inventory/links.ts';
import { residents } from './inventory/residents.ts';
import { signals } from './inventory/signals.ts';
import { staff } from './inventory/staff.ts';
import { keptInWords } from './kept.ts';
import { scheduleOf } from './schedule.ts';
import type { Kind, Limits } from './schedule.ts';

/** One column of the database with everything that is known of it. */
export interface InventoryColumn extends Omit<ColumnGroup, 'columns' | 'kept'> {
  table: string;
  column: string;
  kept: Lasting;
}

/** Every table there is, module by module. A test compares it with the database. */
export const tables: readonly InventoryTable[] = [
  ...residents,
  ...links,
  ...consents,
  ...history,
  ...events,
  ...bulk,
  ...signals,
  ...city,
  ...staff,
  ...jobs,
];

/** Every cookie there is. A test compares it with the registry that sets them, and with what a browser receives. */
export const cookies: readonly InventoryCookie[] = [
  { name: '__Host-civic-session', class: 'secret', seenBy: [], kept: { kind: 'session' } },
  {
    name: '__Host-civic-staff-session',
    class: 'secret',
    seenBy: [],
    kept: { kind: 'staffSession' },
  },
  { name: '__Host-civic-flow', class: 'secret', seenBy: [], kept: { kind: 'answer' } },
];

/** Every column of every table. */
export function inventoryColumns(): InventoryColumn[] {
  return tables.flatMap(({ table, kept, groups }) =>
    groups.flatMap(({ columns, ...group }) =>
      columns.split(' ').map((column) => ({ table, column, kept, ...group })),
    ),
  );
}

/** The columns that say something of a resident, with whether a copy of their data gives it to them, or why not. */
export function columnsAboutResidents(): InventoryColumn[] {
  return inventoryColumns().filter(({ inCopy }) => inCopy !== 'nobody’s');
}

/** How long something in the inventory is kept, as the schedule says it under these settings. */
export function lastingInWords(kept: Lasting, limits: Limits): string {
  if ('lasting' in kept) return kept.lasting;
  const kind: Kind = scheduleOf(limits)[kept.kind];
  return keptInWords('en', kind.kept);
}
