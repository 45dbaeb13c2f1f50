import type { ReasonCode } from '../ledger/event-catalogue.ts';
import type { Key } from '../words/words.ts';

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

/** Why something ended, in the words that residents read. */
export const reasonWords = {
  resident_request: 'reasons.request',
  security: 'reasons.security',
  provider_problem: 'reasons.provider',
  mistake: 'reasons.mistake',
  shared_account: 'reasons.shared',
  legal: 'reasons.legal',
  unused: 'reasons.unused',
  erasure: 'reasons.erasure',
  provider_request: 'reasons.there',
  account_closed: 'reasons.closed',
} as const satisfies Record<ReasonCode, Key>;
