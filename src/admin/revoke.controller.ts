import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../config/config.ts';
import { RevocationRequests } from '../bulk/revocation-requests.ts';
import { Clock } from '../kernel/clock.ts';
import { byStaff } from '../ledger/event-catalogue.ts';
import type { StaffMember } from '../ledger/event-catalogue.ts';
import type { StaffReason } from '../links/reasons.ts';
import { Access } from '../platform/http/access.ts';
import { PageAnswers } from '../platform/http/page-answers.ts';
import { unreachableSeconds } from '../retention/schedule.ts';
import { staffMemberOf } from '../staff/staff-authenticator.ts';
import type { OpenedLink } from '../support/opened-record.ts';
import { sayIn } from '../words/words.ts';
import type { InEachLanguage } from '../words/words.ts';
import type { ShownRecord } from './pages/records/record-frame.tsx';
import { RevokePage } from './pages/records/revoke-page.tsx';
import { nothingSent, problemsIn, readOrder } from './records/order-form.ts';
import type { OrderRead } from './records/order-form.ts';
import { RecordDesk } from './records/record-desk.ts';

interface Order {
  by: StaffMember;
  shown: ShownRecord;
  link: OpenedLink;
}

/** Removing one link: first what happens and what the resident will read, then the removal. */
@Controller('staff/records/:record/links/:link/revoke')
export class RevokeController {
  constructor(
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly desk: RecordDesk,
    private readonly pages: PageAnswers,
    private readonly requests: RevocationRequests,
  ) {}

  @Get()
  @Access({ kind: 'staff', action: 'link.revoke' }, 'page')
  async ask(
    @Param() { record, link }: { record: string; link: string },
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const shown = await this.desk.shown(request, record);
    if (shown === null) return this.desk.askWhy(request, reply, { record });
    const found = shown.record.links.find(({ id }) => id === link);
    if (!found) return this.desk.gone(request, reply);
    const order = { by: staffMemberOf(request), shown, link: found };
    return this.show(reply, order, { sent: nothingSent, isFinal: false });
  }

  @Post()
  @Access({ kind: 'staff', action: 'link.revoke' }, 'page')
  async revoke(
    @Param() { record, link }: { record: string; link: string },
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const shown = await this.desk.shown(request, record);
    if (shown === null) return this.desk.askWhy(request, reply, { record });
    const found = shown.record.links.find(({ id }) => id === link);
    const read = readOrder(request);
    if (!found) return this.afterAll(request, reply, record);
    const order = { by: staffMemberOf(request), shown, link: found };
    const { reason, ticket, blockFor } = read.sent;
    if (reason === undefined || !read.isFinal || this.problems(order, read).length > 0) {
      return this.show(reply, order, { ...read, isChecked: true });
    }
    const outcome = await this.requests.revoke({
      ...order.by,
      linkId: link,
      reason,
      ...(ticket !== '' && { ticket }),
      ...(blockFor && { blockFor }),
    });
    switch (outcome.kind) {
      case 'removed':
        return this.pages.goTo(request, reply, `/staff/records/${record}?done=removed`);
      case 'waits':
        return this.pages.goTo(request, reply, `/staff/records/${record}?done=waits`);
      case 'already-removed':
      case 'no-such-link':
        return this.afterAll(request, reply, record);
      default:
        return outcome satisfies never;
    }
  }

  /** A second click, or somebody who was quicker: it is gone, and that is what was wanted. */
  private afterAll(request: FastifyRequest, reply: FastifyReply, record: string): FastifyReply {
    return this.pages.goTo(request, reply, `/staff/records/${record}?done=again`);
  }

  private problems({ shown, link }: Order, { sent }: OrderRead) {
    const say = sayIn(shown.frame.language);
    return problemsIn(say, sent, asksOf(shown, link));
  }

  private async show(
    reply: FastifyReply,
    order: Order,
    read: OrderRead & { isChecked?: boolean },
  ): Promise<FastifyReply> {
    const { shown, link } = order;
    const { frame, record } = shown;
    const { sent } = read;
    const problems = read.isChecked ? this.problems(order, read) : [];
    const { reason } = sent;
    const isReady = read.isChecked && problems.length === 0 && reason !== undefined;
    const reads = isReady ? await this.reads(order, reason) : undefined;
    const page = RevokePage({
      frame,
      record,
      link,
      provider: this.desk.providerName(link.provider),
      tokensUntil: new Date(this.clock.milliseconds() + this.config.tokens.accessSeconds * 1000),
      unreachableSeconds,
      asks: asksOf(shown, link),
      sent,
      problems,
      ...(reads && { reads }),
    });
    return this.pages.send(reply, page, { status: problems.length > 0 ? 422 : 200 });
  }

  private reads(
    { by, shown: { record }, link }: Order,
    reason: StaffReason,
  ): Promise<InEachLanguage> {
    return this.desk.reads({
      type: 'link.removed',
      ...byStaff(by),
      residentId: record.id,
      linkId: link.id,
      provider: link.provider,
      reason,
      onlyLink: record.links.length === 1,
    });
  }
}

function asksOf({ frame, record }: ShownRecord, { id }: OpenedLink) {
  const say = sayIn(frame.language);
  const isOnly = record.links.length === 1 && record.links[0]?.id === id;
  return {
    reason: true,
    ticket: true,
    block: true,
    ...(isOnly && { check: say('revoke.only.check'), missing: say('revoke.only.missing') }),
  };
}
