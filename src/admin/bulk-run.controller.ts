import { Readable } from 'node:stream';
import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { BulkRuns } from '../bulk/bulk-runs.ts';
import { Access } from '../platform/http/access.ts';
import { PageAnswers } from '../platform/http/page-answers.ts';
import { staffMemberOf } from '../staff/staff-authenticator.ts';
import { BulkDesk, mustExist, planIdIn } from './bulk/bulk-desk.ts';
import { StepPage } from './pages/bulk/step-page.tsx';
import type { PlanStep } from './pages/bulk/step-page.tsx';
import { fieldIn } from './staff-form.ts';

/** A plan that runs: holding it, letting it go on, ending it, and the list of what it did. */
@Controller('staff/bulk/:plan')
export class BulkRunController {
  constructor(
    private readonly desk: BulkDesk,
    private readonly pages: PageAnswers,
    private readonly runs: BulkRuns,
  ) {}

  @Get('stop')
  @Access({ kind: 'staff', action: 'bulk.stop' }, 'page')
  askStop(
    @Param('plan') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    return this.ask(request, reply, { id, step: 'stop' });
  }

  /** Pausing can be taken back, so its button is on the page of the plan; stopping asks first. */
  @Post('stop')
  @Access({ kind: 'staff', action: 'bulk.stop' }, 'page')
  async stop(
    @Param('plan') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const plan = planIdIn(id);
    const act = fieldIn(request.body, 'act');
    const staff = staffMemberOf(request);
    if (act === 'pause') mustExist(await this.runs.pause(staff, plan));
    else if (act === 'stop') mustExist(await this.runs.stop(staff, plan));
    return this.pages.goTo(request, reply, `/staff/bulk/${plan}`);
  }

  @Get('resume')
  @Access({ kind: 'staff', action: 'bulk.plan' }, 'page')
  askResume(
    @Param('plan') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    return this.ask(request, reply, { id, step: 'resume' });
  }

  @Post('resume')
  @Access({ kind: 'staff', action: 'bulk.plan' }, 'page')
  async resume(
    @Param('plan') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const plan = planIdIn(id);
    mustExist(await this.runs.resume(staffMemberOf(request), plan));
    return this.pages.goTo(request, reply, `/staff/bulk/${plan}`);
  }

  @Get('report.csv')
  @Access({ kind: 'staff', action: 'bulk.see' }, 'asset')
  async report(
    @Param('plan') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const { plan } = await this.desk.find(request, id);
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="plan-${plan.id}.csv"`)
      .send(Readable.from(this.runs.csv(staffMemberOf(request), plan.id)));
  }

  private async ask(
    request: FastifyRequest,
    reply: FastifyReply,
    { id, step }: { id: string; step: PlanStep },
  ): Promise<FastifyReply> {
    const { frame, plan } = await this.desk.find(request, id);
    const canBe = plan.state === 'paused' || (step === 'stop' && plan.state === 'running');
    if (!canBe) return this.pages.goTo(request, reply, `/staff/bulk/${plan.id}`);
    return this.pages.send(reply, StepPage({ frame, plan, step }));
  }
}
