import type { LookedFor } from '../ledger/event-catalogue.ts';
import type { StaffRole } from '../permissions/permissions.ts';
import type { Key } from '../words/words.ts';

/** What staff opened a record for. */
export const purposeWords = {
  help: 'activity.for.help',
  security: 'activity.for.security',
  'records-request': 'activity.for.records',
  'court-order': 'activity.for.court',
  testing: 'activity.for.testing',
} as const satisfies Record<LookedFor, Key>;

/** What somebody who works for the city may do. */
export const roleWords = {
  viewer: 'activity.role.viewer',
  revoker: 'activity.role.revoker',
  approver: 'activity.role.approver',
  auditor: 'activity.role.auditor',
  operator: 'activity.role.operator',
} as const satisfies Record<StaffRole, Key>;
