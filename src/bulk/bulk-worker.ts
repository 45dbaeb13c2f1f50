import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { ServiceError } from '../kernel/service-error.ts';
import type { Actor, ReasonCode } from '../ledger/event-catalogue.ts';
import { Ledger } from '../ledger/ledger.ts';
import { LinkRemoval } from '../links/link-removal.ts';
import type { StaffRole } from '../permissions/permissions.ts';
import { Database } from '../platform/database/database.ts';
import { firstRow } from '../platform/database/statement.ts';
import type { Sql } from '../platform/database/statement.ts';
import { Log } from '../platform/logging/log.ts';
import { BulkSteps } from './bulk-steps.ts';
import * as items from './statements/items.ts';
import { running } from './statements/plans.ts';

/** How often each process looks for a plan that another one left. */
const everyMilliseconds = 2000;

/** Between two links, so that whoever wants to stop the plan gets their turn. */
const breath = 1;

interface NextRow {
  reason: ReasonCode;
  ticket: string | null;
  actor_kind: Actor['kind'];
  actor: string;
  role: StaffRole | null;
  links: number;
  link_id: string | null;
}

/** `not-mine`: another process has the plan, or it does not run any more. */
type Step = 'removed' | 'finished' | 'not-mine';

/**
 * Carries plans out: each link in a transaction of its own that removes it, writes the ledger and notes in the plan
 * that it is done. So a process can be killed anywhere, and whoever comes next goes on where it was.
 */
@Injectable()
export class BulkWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private work: Promise<void> | null = null;
  private isClosing = false;

  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly log: Log,
    private readonly removal: LinkRemoval,
    private readonly steps: BulkSteps,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.nudge(), everyMilliseconds).unref();
  }

  /** The link that is being removed is finished; the rest is for another process. */
  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    this.isClosing = true;
    await this.work;
  }

  /** Looks for work now, unless it is at work already. */
  nudge(): void {
    if (this.isClosing) return;
    this.work ??= this.runAll().finally(() => (this.work = null));
  }

  private async runAll(): Promise<void> {
    try {
      for (const { id } of await this.database.run<{ id: string }>(running)) await this.run(id);
    } catch (error) {
      this.log.write({ event: 'bulk.interrupted', code: codeOf(error) });
    }
  }

  private async run(planId: string): Promise<void> {
    for (let step: Step = 'removed'; step === 'removed' && !this.isClosing;) {
      step = await this.stepOf(planId);
      await sleep(breath);
    }
  }

  /** One link, or the end. What stands in the way of one link must not stand in the way of the others. */
  private async stepOf(planId: string): Promise<Step> {
    const at: { linkId: string | null } = { linkId: null };
    try {
      return await this.database.transaction(async (sql) => {
        const next = await firstRow<NextRow>(sql, items.next, [planId]);
        if (next === null) return 'not-mine';
        at.linkId = next.link_id;
        return at.linkId === null ? this.finish(sql, planId, next) : this.remove(sql, planId, next);
      });
    } catch (error) {
      if (at.linkId === null) throw error;
      await this.database.run(items.stumble, [planId, at.linkId, codeOf(error)]);
      return 'removed';
    }
  }

  private async remove(sql: Sql, planId: string, next: NextRow): Promise<Step> {
    const { reason, ticket, actor_kind: kind, actor: id, role, link_id } = next;
    const linkId = link_id ?? '';
    const staff = { actor: { kind, id }, ...(role !== null && { role }) };
    const why = { reason, ...(ticket !== null && { ticket }) };
    const outcome = await this.removal.ordered(sql, { linkId, ...why, ...staff });
    await sql.run(items.settle, [planId, linkId, outcome.kind === 'removed' ? 'done' : 'gone']);
    return 'removed';
  }

  private async finish(sql: Sql, plan: string, { links }: NextRow): Promise<Step> {
    await this.steps.move(sql, { id: plan }, 'finished');
    const { done, gone, failed } = await this.steps.progressOf(sql, plan);
    const actor = { kind: 'system', id: 'bulk' } as const;
    const counts = { links, done, gone, failed };
    await this.ledger.record(sql, { type: 'bulk.finished', actor, plan, ...counts });
    return 'finished';
  }
}

function codeOf(error: unknown): string {
  return error instanceof ServiceError ? error.code : 'internal';
}
