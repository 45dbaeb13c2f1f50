import type { Actor, ReasonCode } from '../ledger/event-catalogue.ts';
import type { StaffRole } from '../permissions/permissions.ts';

/** Which links: those of one provider that are all of this. */
export interface BulkFilter {
  provider: string;
  /** Linked then or later. */
  linkedFrom?: Date;
  /** Linked earlier than this. */
  linkedBefore?: Date;
  /** Last used earlier than this. */
  usedBefore?: Date;
  /** Of residents who have connected this city service. */
  app?: string;
  /** Said by somebody who really wants all links of the provider, and nothing else. */
  everything?: boolean;
}

/** What a plan would do, as it was seen in one moment. */
export interface BulkCounts {
  /** How many of the links were made in which month, such as `2026-11`, by the city's calendar. */
  months: readonly { month: string; links: number }[];
  /** How many residents would be left without any link. */
  onlyLink: number;
  /** Which city services have residents among them, and how many. */
  apps: readonly { appId: string; residents: number }[];
}

export const planStates = [
  /** Looked at; whoever planned it must say how many. */
  'planned',
  /** For a second person. */
  'waiting',
  'running',
  'paused',
  'finished',
  'stopped',
  'rejected',
  'cancelled',
  /** Nobody confirmed or approved it in time. */
  'expired',
] as const;

export type PlanState = (typeof planStates)[number];

/** Many links that are to be revoked for one reason, frozen when somebody looked. */
export interface BulkPlan extends BulkCounts {
  id: string;
  filter: BulkFilter;
  reason: ReasonCode;
  /** The number of a case elsewhere, if there is one. */
  ticket: string | null;
  plannedBy: Actor;
  /** Null of an app. */
  role: StaffRole | null;
  links: number;
  needsApproval: boolean;
  state: PlanState;
  plannedAt: Date;
  /** Until when it can be confirmed or approved. */
  expiresAt: Date;
  startedAt: Date | null;
  endedAt: Date | null;
}

/** How far a plan has come. `gone` were removed by somebody else before their turn. */
export interface BulkProgress {
  waiting: number;
  done: number;
  gone: number;
  failed: number;
}

/** Some link of a plan, as far as those see it who decide about many. */
export interface LinkDates {
  residentId: string;
  provider: string;
  linkedAt: Date;
  usedAt: Date;
}

/** Why links of a plan failed: the code of what went wrong last, and for how many. */
export interface Trouble {
  code: string;
  links: number;
}

/** Whether a plan can still be answered or thrown away: it has not begun, and its time is not over. */
export function isOpen({ state }: Pick<BulkPlan, 'state'>): boolean {
  return state === 'planned' || state === 'waiting';
}

/** Whether two actors are one and the same. */
export function isSame(one: Actor, other: Actor): boolean {
  return one.kind === other.kind && one.id === other.id;
}
