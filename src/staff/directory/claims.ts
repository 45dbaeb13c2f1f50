import type { IDToken } from 'openid-client';
import type { DirectorySettings } from '../../config/config.ts';
import { visibleLine } from '../../kernel/visible-line.ts';
import type { StaffRole } from '../../permissions/permissions.ts';

/** Who has the values of several roles becomes the first of these. */
const order = [
  'operator',
  'approver',
  'revoker',
  'auditor',
  'viewer',
] as const satisfies StaffRole[];

const longestName = 80;

/** The role that the claim gives somebody; null for none. A value counts only letter by letter. */
export function roleIn(claims: IDToken, { roleClaim, roles }: DirectorySettings): StaffRole | null {
  const values: unknown[] = [claims[roleClaim]].flat();
  const isGiven = (role: StaffRole): boolean =>
    roles[role] !== null && values.some((value) => value === roles[role]);
  return order.find(isGiven) ?? null;
}

/** The name to show; null without one. What looks like an e-mail address is no name: no address is kept. */
export function nameIn({ name }: IDToken): string | null {
  const line = visibleLine(name, longestName);
  return line === null || line.includes('@') ? null : line;
}
