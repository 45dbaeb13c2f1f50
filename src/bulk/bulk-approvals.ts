import { Injectable } from '@nestjs/common';
import type { StaffMember } from '../ledger/event-catalogue.ts';
import { permit } from '../permissions/permissions.ts';
import { BulkSteps } from './bulk-steps.ts';
import type { Refused } from './bulk-steps.ts';
import { BulkWorker } from './bulk-worker.ts';
import { isSame } from './plan.ts';

/** `own-plan`: whoever planned something never approves it, whatever they may do besides. */
export type PlanApproval = { kind: 'running' } | { kind: 'own-plan' } | Refused;

export type PlanRejection = { kind: 'rejected' } | Refused;

/** The second person. */
@Injectable()
export class BulkApprovals {
  constructor(
    private readonly steps: BulkSteps,
    private readonly worker: BulkWorker,
  ) {}

  /** Lets a plan run that waits for it. */
  async approve(staff: StaffMember, planId: string): Promise<PlanApproval> {
    permit(staff, 'bulk.approve');
    const outcome = await this.steps.from<PlanApproval>(planId, ['waiting'], async (sql, plan) => {
      if (isSame(staff.actor, plan.plannedBy)) return { kind: 'own-plan' };
      await this.steps.move(sql, plan, 'running');
      await this.steps.note(sql, plan, { type: 'bulk.approved', staff });
      return { kind: 'running' };
    });
    if (outcome.kind === 'running') this.worker.nudge();
    return outcome;
  }

  /** Ends a plan that waits, for good. */
  async reject(staff: StaffMember, planId: string): Promise<PlanRejection> {
    permit(staff, 'bulk.approve');
    return this.steps.from<PlanRejection>(planId, ['waiting'], async (sql, plan) => {
      await this.steps.move(sql, plan, 'rejected');
      await this.steps.note(sql, plan, { type: 'bulk.rejected', staff });
      return { kind: 'rejected' };
    });
  }
}
