import type { StaffRole } from '../permissions/permissions.ts';
import type { PlainKey } from '../words/words.ts';

/** What somebody is, in one word. */
export const roleNames = {
  viewer: 'staff.role.viewer',
  revoker: 'staff.role.revoker',
  approver: 'staff.role.approver',
  auditor: 'staff.role.auditor',
  operator: 'staff.role.operator',
} as const satisfies Record<StaffRole, PlainKey>;

/** What they may do, in a sentence or two. */
export const roleSentences = {
  viewer: 'staff.role.says.viewer',
  revoker: 'staff.role.says.revoker',
  approver: 'staff.role.says.approver',
  auditor: 'staff.role.says.auditor',
  operator: 'staff.role.says.operator',
} as const satisfies Record<StaffRole, PlainKey>;
