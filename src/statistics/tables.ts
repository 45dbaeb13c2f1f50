import type { ShownTable } from './suppression.ts';

/** Every table of a month, in the order in which they are read. */
export const tableNames = [
  'linked',
  'added',
  'removed',
  'signed-in',
  'services',
  'views-day',
  'views-language',
  'views-page',
  'views-browser',
  'views-system',
  'views-device',
] as const;

export type TableName = (typeof tableNames)[number];

/** The row for several at once and for whatever has no row of its own. */
export const rest = 'other';

/** One table of a month as everybody may see it. */
export interface Table extends ShownTable {
  name: TableName;
}

/** The statistics of a month, fixed since they were published. */
export interface PublishedMonth {
  month: string;
  tables: Table[];
  publishedAt: Date;
}
