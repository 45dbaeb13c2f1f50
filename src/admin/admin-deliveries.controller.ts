import { Body, Controller, Get, HttpCode, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { DeliveryDesk } from '../feed/delivery-desk.ts';
import type { DeliveryState } from '../feed/delivery-desk.ts';
import { ApiRoute } from '../platform/http/contract.ts';
import { refusal } from '../platform/http/contracts.ts';
import { staffOf } from './order.ts';

const when = z.iso.datetime().nullable();
const delivery = z.strictObject({
  app: z.string(),
  kind: z.enum(['events', 'logout']),
  method: z.enum(['poll', 'push']),
  endpoint_url: z.string().nullable(),
  status: z.enum(['enabled', 'paused', 'disabled']),
  failing_since: when.describe('Since when the endpoint has not answered.'),
  waiting: z.int(),
  waiting_since: when,
  dead: z.int().describe('What was given up after 24 hours, or refused. It is kept for 30 days.'),
  delivered: z.int().describe('Within the last week.'),
  errors: z.array(z.string()).describe('Codes of what went wrong with those not delivered.'),
});
const listed = z.strictObject({ deliveries: z.array(delivery) });
const order = z.strictObject({ app: z.string().max(64).describe('The client ID.') });
const replayed = z.strictObject({
  app: z.string(),
  status: z.enum(['replayed', 'nothing-to-do']),
  events: z.int(),
});

/** Whether apps get their events, for staff. */
@Controller('api/admin/deliveries')
export class AdminDeliveriesController {
  constructor(private readonly desk: DeliveryDesk) {}

  @Get()
  @ApiRoute(
    { kind: 'app', scope: 'admin:deliveries.read' },
    {
      name: 'listDeliveries',
      summary: 'Which apps hear of events, what waits for them and what did not arrive.',
      answer: listed,
    },
  )
  async list(@Req() request: FastifyRequest): Promise<z.output<typeof listed>> {
    return { deliveries: (await this.desk.list(staffOf(request))).map(asDelivery) };
  }

  @Post('replay')
  @HttpCode(200)
  @ApiRoute(
    { kind: 'app', scope: 'admin:deliveries.replay' },
    {
      name: 'replayDeliveries',
      summary: 'Sends an app again what was given up.',
      body: order,
      answer: replayed,
      problems: ['app-not-found'],
    },
  )
  async replay(
    @Body() { app }: z.output<typeof order>,
    @Req() request: FastifyRequest,
  ): Promise<z.output<typeof replayed>> {
    const outcome = await this.desk.replay(staffOf(request), app);
    switch (outcome.kind) {
      case 'replayed':
        return { app, status: outcome.kind, events: outcome.events };
      case 'nothing-to-do':
        return { app, status: outcome.kind, events: 0 };
      case 'no-such-app':
        throw refusal('app-not-found');
      default:
        return outcome satisfies never;
    }
  }
}

function asDelivery(state: DeliveryState): z.output<typeof delivery> {
  const { appId, kind, method, endpoint, status, failingSince, waitingSince } = state;
  const { waiting, dead, delivered, errors } = state;
  return {
    app: appId,
    kind,
    method,
    endpoint_url: endpoint,
    status,
    failing_since: failingSince?.toISOString() ?? null,
    waiting,
    waiting_since: waitingSince?.toISOString() ?? null,
    dead,
    delivered,
    errors: [...errors],
  };
}
