import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { BulkApprovals } from '../bulk/bulk-approvals.ts';
import { Access } from '../platform/http/access.ts';
import { PageAnswers } from '../platform/http/page-answers.ts';
import { staffMemberOf } from '../staff/staff-authenticator.ts';
import { BulkDesk, noSuchPlan, planIdIn } from './bulk/bulk-desk.ts';
import { AnswerPage } from './pages/bulk/answer-page.tsx';
import { fieldIn } from './staff-form.ts';

/** The second person's answer to a plan. */
@Controller('staff/bulk/:plan/answer')
export class BulkAnswerController {
  constructor(
    private readonly approvals: BulkApprovals,
    private readonly desk: BulkDesk,
    private readonly pages: PageAnswers,
  ) {}

  @Get()
  @Access({ kind: 'staff', action: 'bulk.approve' }, 'page')
  ask(
    @Param('plan') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    return this.show(request, reply, id);
  }

  /** Whatever became of the plan, its page says so: a second press changes nothing. */
  @Post()
  @Access({ kind: 'staff', action: 'bulk.approve' }, 'page')
  async answer(
    @Param('plan') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const plan = planIdIn(id);
    const staff = staffMemberOf(request);
    const said = fieldIn(request.body, 'answer');
    if (said !== 'yes' && said !== 'no') return this.show(request, reply, id);
    const outcome =
      said === 'yes'
        ? await this.approvals.approve(staff, plan)
        : await this.approvals.reject(staff, plan);
    switch (outcome.kind) {
      case 'own-plan':
        return this.show(request, reply, id);
      case 'running':
      case 'rejected':
      case 'wrong-state':
        return this.pages.goTo(request, reply, `/staff/bulk/${plan}`);
      case 'no-such-plan':
        throw noSuchPlan();
      default:
        return outcome satisfies never;
    }
  }

  private async show(
    request: FastifyRequest,
    reply: FastifyReply,
    id: string,
  ): Promise<FastifyReply> {
    const shown = await this.desk.shown(request, id);
    const { plan, isOwn } = shown;
    if (plan.state !== 'waiting') {
      return this.pages.goTo(request, reply, `/staff/bulk/${plan.id}`);
    }
    const status = isOwn && request.method === 'POST' ? 422 : 200;
    return this.pages.send(reply, AnswerPage(shown), { status });
  }
}
