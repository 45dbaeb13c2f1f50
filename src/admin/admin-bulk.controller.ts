import { Body, Controller, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { BulkDetails } from '../bulk/bulk-details.ts';
import { BulkPlans } from '../bulk/bulk-plans.ts';
import type { BulkPlan, BulkProgress } from '../bulk/plan.ts';
import type { StaffMember } from '../ledger/event-catalogue.ts';
import { ApiRoute } from '../platform/http/contract.ts';
import { refusal } from '../platform/http/contracts.ts';
import { asPage, pageOf, pageQuery, placeAt } from '../platform/http/paging.ts';
import type { PageQuery } from '../platform/http/paging.ts';
import {
  asPlan,
  bulkOrder,
  bulkPlan,
  confirmation,
  filterIn,
  planIds,
  stateOfPlan,
  stepAnswer,
} from './bulk-contracts.ts';
import type { StepAnswer } from './bulk-contracts.ts';
import { staffOf } from './order.ts';

const plansPage = pageOf(bulkPlan);
const place = z.tuple([z.uuid()]);

/** Many links at once, for staff. No app approves anything: a second person does, in the console. */
@Controller('api/admin/bulk-revocations')
export class AdminBulkController {
  constructor(
    private readonly details: BulkDetails,
    private readonly plans: BulkPlans,
  ) {}

  @Get()
  @ApiRoute(
    { kind: 'app', scope: 'admin:bulk.read' },
    {
      name: 'listBulkRevocations',
      summary: 'Plans to revoke many links, newest first.',
      query: pageQuery,
      answer: plansPage,
    },
  )
  async list(
    @Query() { cursor, limit }: PageQuery,
    @Req() request: FastifyRequest,
  ): Promise<z.output<typeof plansPage>> {
    const before = placeAt(cursor, place)?.[0] ?? null;
    const found = await this.plans.list(staffOf(request), limit + 1, before);
    return asPage(found, limit, { show: (plan) => asPlan(plan), placeOf: ({ id }) => [id] });
  }

  @Post()
  @HttpCode(200)
  @ApiRoute(
    { kind: 'app', scope: 'admin:bulk.plan' },
    {
      name: 'planBulkRevocation',
      summary: 'Looks at what revoking many links would do and freezes which. Changes no link.',
      body: bulkOrder,
      answer: bulkPlan,
      problems: ['plan-empty'],
    },
  )
  async plan(
    @Body() order: z.output<typeof bulkOrder>,
    @Req() request: FastifyRequest,
  ): Promise<z.output<typeof bulkPlan>> {
    const staff = staffOf(request);
    const { reason, ticket } = order;
    const why = { reason, ...(ticket !== undefined && { ticket }) };
    const outcome = await this.plans.preview(staff, { filter: filterIn(order), ...why });
    switch (outcome.kind) {
      case 'planned':
        return asPlan(outcome.plan);
      case 'nothing-found':
        throw refusal('plan-empty');
      case 'too-wide':
        throw refusal('invalid', {
          fields: [
            {
              pointer: '#/everything',
              detail: 'must be said without a filter, and left out with one',
            },
          ],
        });
      default:
        return outcome satisfies never;
    }
  }

  @Get(':plan')
  @ApiRoute(
    { kind: 'app', scope: 'admin:bulk.read' },
    {
      name: 'getBulkRevocation',
      summary: 'One plan and how far it is.',
      ids: planIds,
      answer: bulkPlan,
    },
  )
  async find(
    @Param('plan') id: string,
    @Req() request: FastifyRequest,
  ): Promise<z.output<typeof bulkPlan>> {
    const staff = staffOf(request);
    const found = await this.plans.find(staff, id);
    if (found === null) throw refusal('plan-not-found');
    return this.withSample(staff, found);
  }

  @Post(':plan/confirm')
  @HttpCode(200)
  @ApiRoute(
    { kind: 'app', scope: 'admin:bulk.plan' },
    {
      name: 'confirmBulkRevocation',
      summary: 'Starts a plan, or hands it to a second person.',
      ids: planIds,
      body: confirmation,
      answer: stepAnswer,
      problems: ['plan-mismatch', 'plan-not-yours', 'plan-state'],
    },
  )
  async confirm(
    @Param('plan') plan: string,
    @Body() { links }: z.output<typeof confirmation>,
    @Req() request: FastifyRequest,
  ): Promise<StepAnswer> {
    const outcome = await this.plans.confirm(staffOf(request), plan, links);
    if (outcome.kind === 'count-mismatch') throw refusal('plan-mismatch');
    if (outcome.kind === 'not-yours') throw refusal('plan-not-yours');
    return stateOfPlan(plan, outcome);
  }

  @Post(':plan/cancel')
  @HttpCode(200)
  @ApiRoute(
    { kind: 'app', scope: 'admin:bulk.plan' },
    {
      name: 'cancelBulkRevocation',
      summary: 'Throws a plan away that does not run yet.',
      ids: planIds,
      answer: stepAnswer,
      problems: ['plan-state'],
    },
  )
  async cancel(@Param('plan') plan: string, @Req() request: FastifyRequest): Promise<StepAnswer> {
    return stateOfPlan(plan, await this.plans.cancel(staffOf(request), plan));
  }

  private async withSample(
    staff: StaffMember,
    { plan, progress }: { plan: BulkPlan; progress?: BulkProgress },
  ): Promise<z.output<typeof bulkPlan>> {
    return asPlan(plan, { progress, sample: await this.details.sample(staff, plan) });
  }
}
