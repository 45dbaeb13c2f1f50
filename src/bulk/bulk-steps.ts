import { Injectable } from '@nestjs/common';
import { byStaff } from '../ledger/event-catalogue.ts';
import type { EventType, StaffMember } from '../ledger/event-catalogue.ts';
import { Ledger } from '../ledger/ledger.ts';
import { Database } from '../platform/database/database.ts';
import { firstRow } from '../platform/database/statement.ts';
import type { Sql } from '../platform/database/statement.ts';
import type { BulkPlan, BulkProgress, PlanState } from './plan.ts';
import { progress } from './statements/items.ts';
import { planOf } from './statements/plan-row.ts';
import type { PlanRow } from './statements/plan-row.ts';
import * as statements from './statements/plans.ts';

/** Nothing happened: there is no such plan, or it is in a state in which this cannot be done. */
export type Refused = { kind: 'no-such-plan' } | { kind: 'wrong-state'; state: PlanState };

/** Steps whose entry says of the plan only which it is and how large. */
type PlainStep = Extract<
  EventType,
  `bulk.${'approved' | 'cancelled' | 'paused' | 'rejected' | 'resumed' | 'stopped'}`
>;

/** The steps of a plan's life, each with the plan locked: no link of it is removed meanwhile. */
@Injectable()
export class BulkSteps {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
  ) {}

  /** Does something with a plan that is in one of some states. */
  from<Outcome>(
    planId: string,
    states: readonly PlanState[],
    work: (sql: Sql, plan: BulkPlan) => Promise<Outcome>,
  ): Promise<Outcome | Refused> {
    return this.database.transaction(async (sql) => {
      const row = await firstRow<PlanRow>(sql, statements.lock, [planId]);
      if (row === null) return { kind: 'no-such-plan' };
      if (!states.includes(row.state)) return { kind: 'wrong-state', state: row.state };
      return work(sql, planOf(row));
    });
  }

  /** Moves a locked plan on. */
  async move(
    sql: Sql,
    { id }: Pick<BulkPlan, 'id'>,
    state: Exclude<PlanState, 'expired'>,
  ): Promise<BulkPlan> {
    const row = await firstRow<PlanRow>(sql, statements.move, [id, state]);
    if (row === null) throw new Error('A locked plan was gone.');
    return planOf(row);
  }

  async note(
    sql: Sql,
    { id: plan, links }: Pick<BulkPlan, 'id' | 'links'>,
    { type, staff }: { type: PlainStep; staff: StaffMember },
  ): Promise<void> {
    await this.ledger.record(sql, { type, ...byStaff(staff), plan, links });
  }

  async progressOf(sql: Sql, planId: string): Promise<BulkProgress> {
    const counted = await firstRow<BulkProgress>(sql, progress, [planId]);
    return counted ?? { waiting: 0, done: 0, gone: 0, failed: 0 };
  }
}
