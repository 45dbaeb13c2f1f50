import { keptRows } from '../database/kept.ts';

/** Which help codes somebody saw while they were signed in, and what for. */
export const keptHelpCodes = keptRows(
  {
    table: 'help_code',
    name: 'help_codes',
    title: 'copy.trouble',
    fields: {
      code: 'copy.help.code',
      at: 'copy.at',
      route: 'copy.help.page',
      problem: 'copy.help.what',
    },
    leftOut: { resident_id: 'copy.why.record' },
  },
  { orderBy: 'at, code' },
);
