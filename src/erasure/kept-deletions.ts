import { keptRows } from '../platform/database/kept.ts';

/** A wish to be erased that waits. Once done or cancelled it is nobody's. */
export const keptDeletions = keptRows(
  {
    table: 'deletion',
    name: 'waiting_deletion',
    title: 'copy.deletion',
    fields: {
      requested_at: 'copy.asked',
      due_at: 'copy.due',
      done_at: 'copy.done',
      cancelled_at: 'copy.cancelled',
    },
    leftOut: {
      code_hash: 'copy.why.secret',
      resident_id: 'copy.why.record',
      of_link: 'copy.why.notyours',
    },
  },
  { orderBy: 'requested_at' },
);
