import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isSame } from '../bulk/plan.ts';
import { RevocationRequests } from '../bulk/revocation-requests.ts';
import type { RequestWithLink } from '../bulk/revocation-requests.ts';
import { isId } from '../kernel/ids.ts';
import { ServiceError } from '../kernel/service-error.ts';
import { Access } from '../platform/http/access.ts';
import { PageAnswers } from '../platform/http/page-answers.ts';
import { StaffPeople } from '../staff/people.ts';
import { staffMemberOf } from '../staff/staff-authenticator.ts';
import { actorNames } from './actor-names.ts';
import { BulkDesk } from './bulk/bulk-desk.ts';
import { RequestPage } from './pages/bulk/request-page.tsx';
import { RecordDesk } from './records/record-desk.ts';
import { fieldIn } from './staff-form.ts';

/** The second person's answer to removing one link, where somebody has removed too many within the hour. */
@Controller('staff/bulk/requests/:request')
export class RevokeRequestController {
  constructor(
    private readonly desk: BulkDesk,
    private readonly pages: PageAnswers,
    private readonly people: StaffPeople,
    private readonly records: RecordDesk,
    private readonly requests: RevocationRequests,
  ) {}

  @Get()
  @Access({ kind: 'staff', action: 'approval.give' }, 'page')
  ask(
    @Param('request') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    return this.show(request, reply, id);
  }

  /** The page says how the request stands, whoever answered it: a second press changes nothing. */
  @Post()
  @Access({ kind: 'staff', action: 'approval.give' }, 'page')
  async answer(
    @Param('request') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const asked = await this.find(request, id);
    const said = fieldIn(request.body, 'answer');
    if (said !== 'yes' && said !== 'no') return this.show(request, reply, id);
    const staff = staffMemberOf(request);
    if (said === 'yes') {
      const { kind } = await this.requests.approve(staff, asked.id);
      if (kind === 'own-request') return this.show(request, reply, id);
    } else {
      await this.requests.reject(staff, asked.id);
    }
    return this.pages.goTo(request, reply, `/staff/bulk/requests/${asked.id}`);
  }

  private async show(
    request: FastifyRequest,
    reply: FastifyReply,
    id: string,
  ): Promise<FastifyReply> {
    const asked = await this.find(request, id);
    const { link, reason, requestedBy, state } = asked;
    const name = await actorNames(this.people, [requestedBy]);
    const isOwn = isSame(staffMemberOf(request).actor, requestedBy);
    const page = RequestPage({
      frame: this.pages.frame(request),
      request: asked,
      who: name(requestedBy),
      isOwn,
      providerName: this.records.providerName,
      reads: link && (await this.desk.reads(link.provider, reason)),
    });
    const isRefused = isOwn && state === 'waiting' && request.method === 'POST';
    return this.pages.send(reply, page, { status: isRefused ? 422 : 200 });
  }

  private async find(request: FastifyRequest, id: string): Promise<RequestWithLink> {
    const asked = isId(id) ? await this.requests.find(staffMemberOf(request), id) : null;
    if (asked === null) {
      throw new ServiceError({ code: 'not-found', status: 404, message: 'No such request.' });
    }
    return asked;
  }
}
