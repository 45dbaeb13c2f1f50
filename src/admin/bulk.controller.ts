import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { BulkPlans } from '../bulk/bulk-plans.ts';
import { isSame } from '../bulk/plan.ts';
import { RevocationRequests } from '../bulk/revocation-requests.ts';
import { isId } from '../kernel/ids.ts';
import type { StaffMember } from '../ledger/event-catalogue.ts';
import { may } from '../permissions/permissions.ts';
import { Access } from '../platform/http/access.ts';
import { PageAnswers } from '../platform/http/page-answers.ts';
import { StaffPeople } from '../staff/people.ts';
import { staffMemberOf } from '../staff/staff-authenticator.ts';
import { actorNames } from './actor-names.ts';
import { BulkPage } from './pages/bulk/bulk-page.tsx';
import type { WaitingProps } from './pages/bulk/waiting.tsx';
import { RecordDesk } from './records/record-desk.ts';
import { fieldIn } from './staff-form.ts';

const perPage = 25;

/** Every plan to remove many links, and what waits for a second person. */
@Controller('staff/bulk')
export class BulkController {
  constructor(
    private readonly desk: RecordDesk,
    private readonly pages: PageAnswers,
    private readonly people: StaffPeople,
    private readonly plans: BulkPlans,
    private readonly requests: RevocationRequests,
  ) {}

  @Get()
  @Access({ kind: 'staff', action: 'bulk.see' }, 'page')
  async list(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const staff = staffMemberOf(request);
    const before = placeIn(request);
    // One more than is shown, which says only that there are older ones.
    const found = await this.plans.list(staff, perPage + 1, before);
    const plans = found.slice(0, perPage);
    const waiting = await this.waitingFor(staff);
    const actors = [...plans, ...waiting.plans].map(({ plannedBy }) => plannedBy);
    const askers = waiting.requests.map(({ requestedBy }) => requestedBy);
    const page = BulkPage({
      frame: this.pages.frame(request),
      plans,
      isLater: before !== null,
      older: found.length > perPage ? (plans.at(-1)?.id ?? null) : null,
      waiting,
      nameOf: await actorNames(this.people, [...actors, ...askers]),
      isReader: (actor) => isSame(actor, staff.actor),
      providerName: this.desk.providerName,
      canPlan: may(staff, 'bulk.preview'),
      canAnswer: may(staff, 'bulk.approve') && may(staff, 'approval.give'),
    });
    return this.pages.send(reply, page);
  }

  /** Single links belong to records, which not everybody sees who sees plans. */
  private async waitingFor(staff: StaffMember): Promise<WaitingProps['waiting']> {
    const plans = await this.plans.waiting(staff);
    const requests = may(staff, 'link.revoke') ? await this.requests.list(staff) : [];
    return { plans, requests };
  }
}

/** The plan that a page begins after; anything that names none is the newest page. */
function placeIn({ query }: FastifyRequest): string | null {
  const before = fieldIn(query, 'before');
  return isId(before) ? before : null;
}
