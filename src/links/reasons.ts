import type { ReasonCode } from '../ledger/event-catalogue.ts';

/** Why staff may revoke a link. The resident reads each of them in plain words. */
export const staffReasons = [
  'resident_request',
  'security',
  'provider_problem',
  'mistake',
  'shared_account',
  'legal',
] as const satisfies readonly ReasonCode[];

export type StaffReason = (typeof staffReasons)[number];

export function isStaffReason(text: unknown): text is StaffReason {
  return staffReasons.some((reason) => reason === text);
}
