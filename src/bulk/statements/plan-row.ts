import type { Actor, ReasonCode } from '../../ledger/event-catalogue.ts';
import type { StaffRole } from '../../permissions/permissions.ts';
import type { BulkCounts, BulkFilter, BulkPlan, PlanState } from '../plan.ts';

/** A plan as the table holds it. */
export interface PlanRow {
  id: string;
  filter: Record<string, unknown>;
  reason: ReasonCode;
  ticket: string | null;
  actor_kind: Actor['kind'];
  actor: string;
  role: StaffRole | null;
  links: number;
  counts: BulkCounts;
  needs_approval: boolean;
  state: PlanState;
  planned_at: Date;
  expires_at: Date;
  started_at: Date | null;
  ended_at: Date | null;
}

const dates = ['linkedFrom', 'linkedBefore', 'usedBefore'];

export function planOf(row: PlanRow): BulkPlan {
  return {
    id: row.id,
    filter: filterOf(row.filter),
    reason: row.reason,
    ticket: row.ticket,
    plannedBy: { kind: row.actor_kind, id: row.actor },
    role: row.role,
    links: row.links,
    ...row.counts,
    needsApproval: row.needs_approval,
    state: row.state,
    plannedAt: row.planned_at,
    expiresAt: row.expires_at,
    startedAt: row.started_at,
    endedAt: row.ended_at,
  };
}

/** JSON has no dates: they come back as text. */
function filterOf(kept: Record<string, unknown>): BulkFilter {
  const entries = Object.entries(kept).map(([name, value]) => [
    name,
    dates.includes(name) ? new Date(String(value)) : value,
  ]);
  return Object.fromEntries(entries) as BulkFilter;
}
