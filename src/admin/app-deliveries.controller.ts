import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppDesk } from '../apps/app-desk.ts';
import { DeliveryDesk } from '../feed/delivery-desk.ts';
import { may } from '../permissions/permissions.ts';
import { Access } from '../platform/http/access.ts';
import { PageAnswers } from '../platform/http/page-answers.ts';
import { staffMemberOf } from '../staff/staff-authenticator.ts';
import { knownApp, noSuchApp } from './apps/known-app.ts';
import { DeliveriesPage, deliveriesDone } from './pages/apps/deliveries-page.tsx';
import type { DeliveriesDone } from './pages/apps/deliveries-page.tsx';
import { fieldIn } from './staff-form.ts';

/** Whether one app hears what it should, and sending it again what was given up. */
@Controller('staff/apps/:app/deliveries')
export class AppDeliveriesController {
  constructor(
    private readonly apps: AppDesk,
    private readonly deliveries: DeliveryDesk,
    private readonly pages: PageAnswers,
  ) {}

  @Get()
  @Access({ kind: 'staff', action: 'delivery.see' }, 'page')
  async show(
    @Param('app') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const { app } = await knownApp(this.apps, request, id);
    const by = staffMemberOf(request);
    const states = await this.deliveries.list(by, id);
    const canReplay = may(by, 'delivery.replay');
    // What was just done is said once, and not again in the other language.
    const frame = { ...this.pages.frame(request), path: `/staff/apps/${id}/deliveries` };
    const page = DeliveriesPage({ frame, app, states, canReplay, done: doneIn(request) });
    return this.pages.send(reply, page);
  }

  @Post()
  @Access({ kind: 'staff', action: 'delivery.replay' }, 'page')
  async replay(
    @Param('app') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const outcome = await this.deliveries.replay(staffMemberOf(request), id);
    switch (outcome.kind) {
      case 'replayed':
        return this.goBack(request, reply, id, 'replayed');
      case 'nothing-to-do':
        return this.goBack(request, reply, id, 'nothing');
      case 'no-such-app':
        throw noSuchApp();
      default:
        return outcome satisfies never;
    }
  }

  private goBack(
    request: FastifyRequest,
    reply: FastifyReply,
    id: string,
    done: DeliveriesDone,
  ): FastifyReply {
    return this.pages.goTo(request, reply, `/staff/apps/${id}/deliveries?done=${done}`);
  }
}

function doneIn({ query }: FastifyRequest): DeliveriesDone | undefined {
  const said = fieldIn(query, 'done');
  return Object.hasOwn(deliveriesDone, said) ? (said as DeliveriesDone) : undefined;
}
