/**
 * Bulk: many links revoked in one plan, and what one person may not do alone.
 *
 * Owns: plans with their frozen links and the worker that carries them out, revocations that wait for a second person.
 * Does not: remove a link in any other way than links does, or touch one that is not in the plan.
 * Hands off to: links (each removal), ledger (each step), permissions (who may).
 */
import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.ts';
import { newId } from '../kernel/ids.ts';
import { byStaff } from '../ledger/event-catalogue.ts';
import type { StaffMember } from '../ledger/event-catalogue.ts';
import { Ledger } from '../ledger/ledger.ts';
import type { StaffReason } from '../links/reasons.ts';
import { permit } from '../permissions/permissions.ts';
import { Database } from '../platform/database/database.ts';
import { firstRow } from '../platform/database/statement.ts';
import type { Sql } from '../platform/database/statement.ts';
import { BulkSteps } from './bulk-steps.ts';
import type { Refused } from './bulk-steps.ts';
import { BulkWorker } from './bulk-worker.ts';
import { isSame } from './plan.ts';
import type { BulkFilter, BulkPlan, BulkProgress } from './plan.ts';
import { freeze } from './preview/freezing.ts';
import * as items from './statements/items.ts';
import { planOf } from './statements/plan-row.ts';
import type { PlanRow } from './statements/plan-row.ts';
import * as statements from './statements/plans.ts';

export interface BulkOrder {
  filter: BulkFilter;
  reason: StaffReason;
  /** The number of a case elsewhere, if there is one. */
  ticket?: string;
}

/** `too-wide`: all links of a provider must be asked for by name. */
export type Preview =
  { kind: 'planned'; plan: BulkPlan } | { kind: 'too-wide' } | { kind: 'nothing-found' };

/** `running`, or `waiting` for a second person. `not-yours`: somebody else looked at what it would do. */
export type PlanConfirmation =
  | { kind: 'running' | 'waiting'; plan: BulkPlan }
  | { kind: 'count-mismatch' | 'not-yours' }
  | Refused;

export type PlanCancellation = { kind: 'cancelled' } | Refused;

@Injectable()
export class BulkPlans {
  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly steps: BulkSteps,
    private readonly worker: BulkWorker,
  ) {}

  /** Looks, in one moment, at what an order would do, and freezes which links it is about. Changes no link. */
  async preview(staff: StaffMember, order: BulkOrder): Promise<Preview> {
    permit(staff, 'bulk.preview');
    if (!isNarrow(order.filter)) return { kind: 'too-wide' };
    return this.database.transaction(async (sql) => {
      await sql.run(items.oneMoment);
      const plan = await this.freeze(sql, staff, order);
      if (plan === null) return { kind: 'nothing-found' };
      const { id, links, filter, reason, ticket } = plan;
      const why = { reason, ...(ticket !== null && { ticket }) };
      const event = { plan: id, links, provider: filter.provider, ...why };
      await this.ledger.record(sql, { type: 'bulk.planned', ...byStaff(staff), ...event });
      return { kind: 'planned', plan };
    });
  }

  /**
   * Whoever planned it says how many links they mean to revoke; any other number than the plan's changes nothing.
   * Over the limit for one person, and for all links of a provider, it then waits for a second one.
   */
  async confirm(staff: StaffMember, planId: string, links: number): Promise<PlanConfirmation> {
    permit(staff, 'bulk.plan');
    const outcome = await this.steps.from<PlanConfirmation>(planId, ['planned'], (sql, plan) =>
      this.confirmIn(sql, plan, { staff, links }),
    );
    if (outcome.kind === 'running') this.worker.nudge();
    return outcome;
  }

  /** Throws a plan away that does not run yet. */
  async cancel(staff: StaffMember, planId: string): Promise<PlanCancellation> {
    permit(staff, 'bulk.plan');
    return this.steps.from<PlanCancellation>(planId, ['planned', 'waiting'], async (sql, plan) => {
      await this.steps.move(sql, plan, 'cancelled');
      await this.steps.note(sql, plan, { type: 'bulk.cancelled', staff });
      return { kind: 'cancelled' };
    });
  }

  /** One plan with how far it is; null when there is none. */
  async find(
    staff: StaffMember,
    planId: string,
  ): Promise<{ plan: BulkPlan; progress: BulkProgress } | null> {
    permit(staff, 'bulk.see');
    const row = await firstRow<PlanRow>(this.database, statements.find, [planId]);
    if (row === null) return null;
    return { plan: planOf(row), progress: await this.steps.progressOf(this.database, planId) };
  }

  /** At most so many plans, newest first; of those before a certain one, when `before` is its id. */
  async list(staff: StaffMember, limit: number, before: string | null = null): Promise<BulkPlan[]> {
    permit(staff, 'bulk.see');
    const rows = await this.database.run<PlanRow>(statements.list, [before, limit]);
    return rows.map(planOf);
  }

  /** The plans that wait for a second person now. */
  async waiting(staff: StaffMember): Promise<BulkPlan[]> {
    permit(staff, 'bulk.see');
    const rows = await this.database.run<PlanRow>(statements.waiting);
    return rows.map(planOf);
  }

  private async freeze(
    sql: Sql,
    { actor, role }: StaffMember,
    { filter, reason, ticket }: BulkOrder,
  ): Promise<BulkPlan | null> {
    const id = newId();
    const who = [actor.kind, actor.id, role ?? null];
    await sql.run(statements.insert, [id, filter, reason, ticket ?? null, ...who]);
    const { timeZone } = this.config.site;
    const { links, ...counts } = await freeze(sql, id, { filter, timeZone });
    if (links === 0) {
      await sql.run(statements.remove, [id]);
      return null;
    }
    const needsApproval = filter.everything === true || links > this.config.staffLimits.bulkAlone;
    const values = [id, links, counts, needsApproval];
    const row = await firstRow<PlanRow>(sql, statements.complete, values);
    return row && planOf(row);
  }

  private async confirmIn(
    sql: Sql,
    plan: BulkPlan,
    { staff, links }: { staff: StaffMember; links: number },
  ): Promise<PlanConfirmation> {
    if (!isSame(staff.actor, plan.plannedBy)) return { kind: 'not-yours' };
    if (links !== plan.links) return { kind: 'count-mismatch' };
    const { id, needsApproval } = plan;
    const kind = needsApproval ? 'waiting' : 'running';
    const moved = await this.steps.move(sql, plan, kind);
    const event = { plan: id, links, needsApproval };
    await this.ledger.record(sql, { type: 'bulk.confirmed', ...byStaff(staff), ...event });
    return { kind, plan: moved };
  }
}

/** Whether a filter says more than a provider, or says that it means everything. */
function isNarrow({ everything, linkedFrom, linkedBefore, usedBefore, app }: BulkFilter): boolean {
  const said = [linkedFrom, linkedBefore, usedBefore, app].some((part) => part !== undefined);
  return said !== (everything === true);
}
