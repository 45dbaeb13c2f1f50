import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { BulkPlans } from '../bulk/bulk-plans.ts';
import { isOpen } from '../bulk/plan.ts';
import { may } from '../permissions/permissions.ts';
import { Access } from '../platform/http/access.ts';
import { PageAnswers } from '../platform/http/page-answers.ts';
import { staffMemberOf } from '../staff/staff-authenticator.ts';
import { BulkDesk, mustExist, noSuchPlan, planIdIn } from './bulk/bulk-desk.ts';
import { typedCount } from './bulk/typed-count.ts';
import { ConfirmPage } from './pages/bulk/confirm-page.tsx';
import { PlanPage } from './pages/bulk/plan-page.tsx';
import { StepPage } from './pages/bulk/step-page.tsx';
import { fieldIn } from './staff-form.ts';

/** One plan: what it would do or did, saying how many links are meant, and throwing it away. */
@Controller('staff/bulk/:plan')
export class BulkPlanController {
  constructor(
    private readonly desk: BulkDesk,
    private readonly pages: PageAnswers,
    private readonly plans: BulkPlans,
  ) {}

  @Get()
  @Access({ kind: 'staff', action: 'bulk.see' }, 'page')
  async show(
    @Param('plan') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const staff = staffMemberOf(request);
    const can = {
      plan: may(staff, 'bulk.plan'),
      stop: may(staff, 'bulk.stop'),
      answer: may(staff, 'bulk.approve'),
    };
    const shown = await this.desk.shown(request, id);
    return this.pages.send(reply, PlanPage({ ...shown, can }));
  }

  @Get('confirm')
  @Access({ kind: 'staff', action: 'bulk.plan' }, 'page')
  askCount(
    @Param('plan') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    return this.showConfirm(request, reply, { id });
  }

  /** Whatever became of the plan meanwhile, its page says so: a second press changes nothing. */
  @Post('confirm')
  @Access({ kind: 'staff', action: 'bulk.plan' }, 'page')
  async confirm(
    @Param('plan') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const plan = planIdIn(id);
    const typed = fieldIn(request.body, 'links');
    const outcome = await this.plans.confirm(staffMemberOf(request), plan, typedCount(typed));
    switch (outcome.kind) {
      case 'count-mismatch':
        return this.showConfirm(request, reply, { id, typed });
      case 'running':
      case 'waiting':
      case 'not-yours':
      case 'wrong-state':
        return this.pages.goTo(request, reply, `/staff/bulk/${plan}`);
      case 'no-such-plan':
        throw noSuchPlan();
      default:
        return outcome satisfies never;
    }
  }

  @Get('cancel')
  @Access({ kind: 'staff', action: 'bulk.plan' }, 'page')
  async askCancel(
    @Param('plan') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const { frame, plan } = await this.desk.find(request, id);
    if (!isOpen(plan)) return this.pages.goTo(request, reply, `/staff/bulk/${plan.id}`);
    return this.pages.send(reply, StepPage({ frame, plan, step: 'cancel' }));
  }

  @Post('cancel')
  @Access({ kind: 'staff', action: 'bulk.plan' }, 'page')
  async cancel(
    @Param('plan') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const plan = planIdIn(id);
    mustExist(await this.plans.cancel(staffMemberOf(request), plan));
    return this.pages.goTo(request, reply, `/staff/bulk/${plan}`);
  }

  private async showConfirm(
    request: FastifyRequest,
    reply: FastifyReply,
    { id, typed }: { id: string; typed?: string },
  ): Promise<FastifyReply> {
    const shown = await this.desk.shown(request, id);
    const canGoOn = shown.plan.state === 'planned' && shown.isOwn;
    if (!canGoOn) return this.pages.goTo(request, reply, `/staff/bulk/${shown.plan.id}`);
    const page = ConfirmPage({ ...shown, ...(typed !== undefined && { typed }) });
    return this.pages.send(reply, page, { status: typed === undefined ? 200 : 422 });
  }
}
