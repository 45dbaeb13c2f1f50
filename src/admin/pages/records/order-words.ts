import type { BlockPeriod, ReasonCode } from '../../../ledger/event-catalogue.ts';
import { isStaffReason } from '../../../links/reasons.ts';
import type { StaffReason } from '../../../links/reasons.ts';
import type { PlainKey, Say } from '../../../words/words.ts';

/** The reasons that staff choose from, in their own words. */
export const reasonOptions = {
  resident_request: 'order.reason.resident_request',
  security: 'order.reason.security',
  provider_problem: 'order.reason.provider_problem',
  mistake: 'order.reason.mistake',
  shared_account: 'order.reason.shared_account',
  legal: 'order.reason.legal',
} as const satisfies Record<StaffReason, PlainKey>;

export const blockWords = {
  day: 'order.block.day',
  month: 'order.block.month',
  lifted: 'order.block.lifted',
} as const satisfies Record<BlockPeriod, PlainKey>;

/** A reason that was chosen. What only the service itself does for has no words: nobody can choose it. */
export function reasonIn(say: Say, reason: ReasonCode): string {
  return isStaffReason(reason) ? say(reasonOptions[reason]) : reason;
}
