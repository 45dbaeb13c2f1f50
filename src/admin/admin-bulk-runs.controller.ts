import { Controller, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { BulkPlans } from '../bulk/bulk-plans.ts';
import { BulkRuns } from '../bulk/bulk-runs.ts';
import { ApiRoute } from '../platform/http/contract.ts';
import { refusal } from '../platform/http/contracts.ts';
import { asPage, pageOf, pageQuery, placeAt } from '../platform/http/paging.ts';
import type { PageQuery } from '../platform/http/paging.ts';
import { asReportRow, planIds, reportRow, stateOfPlan, stepAnswer } from './bulk-contracts.ts';
import type { StepAnswer } from './bulk-contracts.ts';
import { staffOf } from './order.ts';

const report = pageOf(reportRow);
const place = z.tuple([z.string().regex(/^\d{1,9}$/)]);

/** A plan that runs, for staff: holding it, ending it, and what became of each link. */
@Controller('api/admin/bulk-revocations/:plan')
export class AdminBulkRunsController {
  constructor(
    private readonly plans: BulkPlans,
    private readonly runs: BulkRuns,
  ) {}

  @Post('pause')
  @HttpCode(200)
  @ApiRoute(
    { kind: 'app', scope: 'admin:bulk.stop' },
    {
      name: 'pauseBulkRevocation',
      summary: 'Lets a running plan rest.',
      ids: planIds,
      answer: stepAnswer,
      problems: ['plan-state'],
    },
  )
  async pause(@Param('plan') plan: string, @Req() request: FastifyRequest): Promise<StepAnswer> {
    return stateOfPlan(plan, await this.runs.pause(staffOf(request), plan));
  }

  @Post('resume')
  @HttpCode(200)
  @ApiRoute(
    { kind: 'app', scope: 'admin:bulk.plan' },
    {
      name: 'resumeBulkRevocation',
      summary: 'Lets a resting plan go on.',
      ids: planIds,
      answer: stepAnswer,
      problems: ['plan-state'],
    },
  )
  async resume(@Param('plan') plan: string, @Req() request: FastifyRequest): Promise<StepAnswer> {
    return stateOfPlan(plan, await this.runs.resume(staffOf(request), plan));
  }

  @Post('stop')
  @HttpCode(200)
  @ApiRoute(
    { kind: 'app', scope: 'admin:bulk.stop' },
    {
      name: 'stopBulkRevocation',
      summary: 'Ends a plan before it is done. What was removed stays so.',
      ids: planIds,
      answer: stepAnswer,
      problems: ['plan-state'],
    },
  )
  async stop(@Param('plan') plan: string, @Req() request: FastifyRequest): Promise<StepAnswer> {
    return stateOfPlan(plan, await this.runs.stop(staffOf(request), plan));
  }

  @Get('report')
  @ApiRoute(
    { kind: 'app', scope: 'admin:bulk.read' },
    {
      name: 'reportBulkRevocation',
      summary: 'Every link of a plan and what became of it, for 90 days.',
      ids: planIds,
      query: pageQuery,
      answer: report,
    },
  )
  async report(
    @Param('plan') plan: string,
    @Query() { cursor, limit }: PageQuery,
    @Req() request: FastifyRequest,
  ): Promise<z.output<typeof report>> {
    const staff = staffOf(request);
    const after = Number(placeAt(cursor, place)?.[0] ?? 0);
    const found = await this.runs.reportPart(staff, plan, { after, limit: limit + 1 });
    const isUnknown = found.length === 0 && (await this.plans.find(staff, plan)) === null;
    if (isUnknown) throw refusal('plan-not-found');
    const placeOf = ({ position }: { position: number }) => [String(position)];
    return asPage(found, limit, { show: asReportRow, placeOf });
  }
}
