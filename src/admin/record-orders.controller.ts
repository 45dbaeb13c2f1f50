import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Withdrawals } from '../grants/withdrawals.ts';
import type { StaffReason } from '../links/reasons.ts';
import { Access } from '../platform/http/access.ts';
import { PageAnswers } from '../platform/http/page-answers.ts';
import { OpenSessions } from '../residents/open-sessions.ts';
import { staffMemberOf } from '../staff/staff-authenticator.ts';
import { RecordOrders } from '../support/record-orders.ts';
import { OrderPage } from './pages/records/order-page.tsx';
import type { Done } from './records/done-words.ts';
import { nothingSent, problemsIn, readOrder } from './records/order-form.ts';
import type { OrderRead } from './records/order-form.ts';
import { disconnecting, endingSessions, holding } from './records/order-kinds.ts';
import type { OrderKind } from './records/order-kinds.ts';
import { RecordDesk } from './records/record-desk.ts';
import type { ShownRecord } from './pages/records/record-frame.tsx';

interface Order {
  kind: OrderKind;
  record: string;
  act: (reason: StaffReason) => Promise<unknown>;
  done: Done;
}

/** What staff can do to a whole record, each first with what the resident will read. */
@Controller('staff/records/:record')
export class RecordOrdersController {
  constructor(
    private readonly desk: RecordDesk,
    private readonly orders: RecordOrders,
    private readonly pages: PageAnswers,
    private readonly sessions: OpenSessions,
    private readonly withdrawals: Withdrawals,
  ) {}

  @Get('end-sessions')
  @Access({ kind: 'staff', action: 'session.end' }, 'page')
  askEnd(
    @Param('record') record: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    return this.ask(request, reply, this.ending(request, record));
  }

  @Post('end-sessions')
  @Access({ kind: 'staff', action: 'session.end' }, 'page')
  end(
    @Param('record') record: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    return this.take(request, reply, this.ending(request, record));
  }

  @Get('hold')
  @Access({ kind: 'staff', action: 'record.pause' }, 'page')
  askHold(
    @Param('record') record: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    return this.ask(request, reply, this.holding(request, record));
  }

  @Post('hold')
  @Access({ kind: 'staff', action: 'record.pause' }, 'page')
  hold(
    @Param('record') record: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    return this.take(request, reply, this.holding(request, record));
  }

  @Post('release')
  @Access({ kind: 'staff', action: 'record.pause' }, 'page')
  async release(
    @Param('record') record: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    if ((await this.desk.shown(request, record)) === null) {
      return this.desk.askWhy(request, reply, { record });
    }
    await this.orders.release(staffMemberOf(request), record);
    return this.pages.goTo(request, reply, `/staff/records/${record}?done=released`);
  }

  @Get('apps/:app/disconnect')
  @Access({ kind: 'staff', action: 'grant.revoke' }, 'page')
  askDisconnect(
    @Param() at: { record: string; app: string },
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    return this.ask(request, reply, this.disconnecting(request, at));
  }

  @Post('apps/:app/disconnect')
  @Access({ kind: 'staff', action: 'grant.revoke' }, 'page')
  disconnect(
    @Param() at: { record: string; app: string },
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    return this.take(request, reply, this.disconnecting(request, at));
  }

  private ending(request: FastifyRequest, record: string): Order {
    const act = (reason: StaffReason): Promise<unknown> =>
      this.sessions.endByStaff(staffMemberOf(request), record, reason);
    return { kind: endingSessions, record, act, done: 'ended' };
  }

  private holding(request: FastifyRequest, record: string): Order {
    const act = (reason: StaffReason): Promise<unknown> =>
      this.orders.hold(staffMemberOf(request), record, reason);
    return { kind: holding, record, act, done: 'held' };
  }

  private disconnecting(
    request: FastifyRequest,
    { record, app }: { record: string; app: string },
  ): Order {
    const whose = { residentId: record, appId: app };
    const act = (reason: StaffReason): Promise<unknown> =>
      this.withdrawals.byStaff(staffMemberOf(request), whose, reason);
    return { kind: disconnecting(app), record, act, done: 'disconnected' };
  }

  private async ask(
    request: FastifyRequest,
    reply: FastifyReply,
    { kind, record }: Order,
  ): Promise<FastifyReply> {
    const shown = await this.desk.shown(request, record);
    if (shown === null) return this.desk.askWhy(request, reply, { record });
    return this.show(request, reply, { kind, shown, read: { sent: nothingSent, isFinal: false } });
  }

  /** The first click shows what the resident will read; the second does it. */
  private async take(
    request: FastifyRequest,
    reply: FastifyReply,
    { kind, record, act, done }: Order,
  ): Promise<FastifyReply> {
    const shown = await this.desk.shown(request, record);
    if (shown === null) return this.desk.askWhy(request, reply, { record });
    const read = readOrder(request);
    const { reason } = read.sent;
    if (reason === undefined || !read.isFinal) {
      return this.show(request, reply, { kind, shown, read, isChecked: true });
    }
    await act(reason);
    return this.pages.goTo(request, reply, `/staff/records/${record}?done=${done}`);
  }

  private async show(
    request: FastifyRequest,
    reply: FastifyReply,
    { kind, shown, read, isChecked = false }: Shown,
  ): Promise<FastifyReply> {
    const described = kind(shown);
    if (described === null) return this.desk.gone(request, reply);
    const { frame, record } = shown;
    const { event, ...words } = described;
    const asks = { reason: true };
    const { sent } = read;
    const problems = isChecked ? problemsIn(words.say, sent, asks) : [];
    const { reason } = sent;
    const reads = isChecked && reason !== undefined ? await this.desk.reads(event(reason)) : null;
    const page = OrderPage({
      frame: { ...frame, path: words.action },
      record: record.id,
      ...words,
      asks,
      sent,
      problems,
      ...(reads && { reads }),
    });
    return this.pages.send(reply, page, { status: problems.length > 0 ? 422 : 200 });
  }
}

interface Shown {
  kind: OrderKind;
  shown: ShownRecord;
  read: OrderRead;
  isChecked?: boolean;
}
