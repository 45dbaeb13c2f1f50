import { keptRows } from '../platform/database/kept.ts';

/** That staff have the record open; who of them is for their superiors, and the activity says when and why. */
export const keptRecordAccess = keptRows(
  {
    table: 'record_access',
    name: 'opened_by_city_workers',
    title: 'copy.openings',
    fields: { opened_with: 'copy.how', looked_for: 'copy.opened.for', expires_at: 'copy.ends' },
    leftOut: { staff: 'copy.why.staff', resident_id: 'copy.why.record' },
  },
  { orderBy: 'expires_at' },
);
