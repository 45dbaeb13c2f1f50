import { keptRows } from '../platform/database/kept.ts';

/** That there is a code for the help desk; what it is only the resident knows. */
export const keptSupportCodes = keptRows(
  {
    table: 'support_code',
    name: 'help_desk_code',
    title: 'copy.support',
    fields: { created_at: 'copy.began', expires_at: 'copy.ends' },
    leftOut: { code_hash: 'copy.why.secret', resident_id: 'copy.why.record' },
  },
  { orderBy: 'created_at' },
);
