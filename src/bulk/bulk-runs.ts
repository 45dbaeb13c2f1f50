import { Injectable } from '@nestjs/common';
import type { StaffMember } from '../ledger/event-catalogue.ts';
import { permit } from '../permissions/permissions.ts';
import { Database } from '../platform/database/database.ts';
import { BulkSteps } from './bulk-steps.ts';
import type { Refused } from './bulk-steps.ts';
import { BulkWorker } from './bulk-worker.ts';
import { report } from './statements/items.ts';

export type RunChange = { kind: 'paused' | 'running' | 'stopped' } | Refused;

/** One link of a plan and what became of it. */
export interface ReportRow {
  position: number;
  linkId: string;
  state: 'waiting' | 'done' | 'gone' | 'failed';
  /** The code of what went wrong last. */
  trouble: string | null;
  settledAt: Date | null;
}

const rowsAtOnce = 5000;

/** Holding and ending a plan that runs, and telling what it did. */
@Injectable()
export class BulkRuns {
  constructor(
    private readonly database: Database,
    private readonly steps: BulkSteps,
    private readonly worker: BulkWorker,
  ) {}

  /** Lets a plan rest. When this has returned no further link of it is removed. */
  async pause(staff: StaffMember, planId: string): Promise<RunChange> {
    permit(staff, 'bulk.stop');
    return this.steps.from<RunChange>(planId, ['running'], async (sql, plan) => {
      await this.steps.move(sql, plan, 'paused');
      await this.steps.note(sql, plan, { type: 'bulk.paused', staff });
      return { kind: 'paused' };
    });
  }

  /** Lets a plan that rests go on. */
  async resume(staff: StaffMember, planId: string): Promise<RunChange> {
    permit(staff, 'bulk.plan');
    const outcome = await this.steps.from<RunChange>(planId, ['paused'], async (sql, plan) => {
      await this.steps.move(sql, plan, 'running');
      await this.steps.note(sql, plan, { type: 'bulk.resumed', staff });
      return { kind: 'running' };
    });
    if (outcome.kind === 'running') this.worker.nudge();
    return outcome;
  }

  /** Ends a plan before it is done. What was removed stays so; when this has returned nothing more is. */
  async stop(staff: StaffMember, planId: string): Promise<RunChange> {
    permit(staff, 'bulk.stop');
    return this.steps.from<RunChange>(planId, ['running', 'paused'], async (sql, plan) => {
      await this.steps.move(sql, plan, 'stopped');
      await this.steps.note(sql, plan, { type: 'bulk.stopped', staff });
      return { kind: 'stopped' };
    });
  }

  /** The links of a plan that come after a position, in its order. They are named by their ids alone. */
  async reportPart(
    staff: StaffMember,
    planId: string,
    { after, limit }: { after: number; limit: number },
  ): Promise<ReportRow[]> {
    permit(staff, 'bulk.see');
    return this.database.run<ReportRow>(report, [planId, after, limit]);
  }

  /** Every link of a plan, a part at a time. */
  async *report(staff: StaffMember, planId: string): AsyncGenerator<ReportRow> {
    let after = 0;
    for (let isFull = true; isFull;) {
      const rows = await this.reportPart(staff, planId, { after, limit: rowsAtOnce });
      yield* rows;
      after = rows.at(-1)?.position ?? after;
      isFull = rows.length === rowsAtOnce;
    }
  }

  /** The same as lines of CSV (RFC 4180): ids, codes and times, which need no quotes. */
  async *csv(staff: StaffMember, planId: string): AsyncGenerator<string> {
    yield 'position,link,state,trouble,settled_at\r\n';
    for await (const { position, linkId, state, trouble, settledAt } of this.report(staff, planId))
      yield `${position},${linkId},${state},${trouble ?? ''},${settledAt?.toISOString() ?? ''}\r\n`;
  }
}
