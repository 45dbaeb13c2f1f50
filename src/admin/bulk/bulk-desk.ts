import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Apps } from '../../apps/apps.ts';
import { BulkDetails } from '../../bulk/bulk-details.ts';
import { BulkPlans } from '../../bulk/bulk-plans.ts';
import { isOpen, isSame } from '../../bulk/plan.ts';
import { isId, newId } from '../../kernel/ids.ts';
import type { ReasonCode } from '../../ledger/event-catalogue.ts';
import { ServiceError } from '../../kernel/service-error.ts';
import { PageAnswers } from '../../platform/http/page-answers.ts';
import { StaffPeople } from '../../staff/people.ts';
import { staffMemberOf } from '../../staff/staff-authenticator.ts';
import type { InEachLanguage } from '../../words/words.ts';
import type { ShownPlan } from '../pages/bulk/shown-plan.ts';
import { RecordDesk } from '../records/record-desk.ts';
import { actorNames } from '../actor-names.ts';

/** The plan that a page is about, with everything that pages say of it. */
@Injectable()
export class BulkDesk {
  constructor(
    private readonly apps: Apps,
    private readonly details: BulkDetails,
    private readonly pages: PageAnswers,
    private readonly people: StaffPeople,
    private readonly plans: BulkPlans,
    private readonly records: RecordDesk,
  ) {}

  /** The plan with this id and how far it is. Throws `not-found` when there is none. */
  async find(
    request: FastifyRequest,
    id: string,
  ): Promise<Pick<ShownPlan, 'frame' | 'plan' | 'progress'>> {
    const found = await this.plans.find(staffMemberOf(request), planIdIn(id));
    if (found === null) throw noSuchPlan();
    return { ...found, frame: this.pages.frame(request) };
  }

  /** The same with all that there is to see before somebody decides. */
  async shown(request: FastifyRequest, id: string): Promise<ShownPlan> {
    const { frame, plan, progress } = await this.find(request, id);
    const staff = staffMemberOf(request);
    const name = await actorNames(this.people, [plan.plannedBy]);
    const apps = new Map((await this.apps.list()).map((app) => [app.id, app.name]));
    return {
      frame,
      plan,
      progress,
      who: name(plan.plannedBy),
      isOwn: isSame(staff.actor, plan.plannedBy),
      providerName: this.records.providerName,
      appName: (appId) => apps.get(appId) ?? appId,
      sample: isOpen(plan) ? await this.details.sample(staff, plan) : [],
      troubles: progress.failed > 0 ? await this.details.troubles(staff, id) : [],
      reads: await this.reads(plan.filter.provider, plan.reason),
    };
  }

  /** What each resident will read of the link that is removed. */
  reads(provider: string, reason: ReasonCode): Promise<InEachLanguage> {
    const [actor, nobody] = [{ kind: 'staff' } as const, newId()];
    const link = { residentId: nobody, linkId: nobody, provider, onlyLink: false };
    return this.records.reads({ type: 'link.removed', actor, ...link, reason });
  }
}

/** The id of a plan as an address names it. Throws `not-found` for what cannot be one. */
export function planIdIn(id: string): string {
  if (!isId(id)) throw noSuchPlan();
  return id;
}

/** Throws `not-found` where what was asked for is no plan; whatever else became of it, its page says. */
export function mustExist({ kind }: { kind: string }): void {
  if (kind === 'no-such-plan') throw noSuchPlan();
}

export function noSuchPlan(): ServiceError {
  return new ServiceError({ code: 'not-found', status: 404, message: 'No such plan.' });
}
