import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ActivityLines } from '../activity/activity-lines.ts';
import type { ActivityPlace } from '../activity/activity-lines.ts';
import { isId } from '../kernel/ids.ts';
import { may } from '../permissions/permissions.ts';
import { Access } from '../platform/http/access.ts';
import { languageOf } from '../platform/http/language.ts';
import { PageAnswers } from '../platform/http/page-answers.ts';
import { staffMemberOf, staffSessionOf } from '../staff/staff-authenticator.ts';
import { RecordOrders } from '../support/record-orders.ts';
import { isPurpose, SupportAccess } from '../support/support-access.ts';
import { RecordActivityPage } from './pages/records/activity-page.tsx';
import { RecordAppsPage } from './pages/records/apps-page.tsx';
import { RecordLinksPage } from './pages/records/links-page.tsx';
import type { RecordRights } from './pages/records/links-page.tsx';
import { UnmaskedPage } from './pages/records/unmasked-page.tsx';
import { doneIn } from './records/done-words.ts';
import { RecordDesk } from './records/record-desk.ts';
import { fieldIn } from './staff-form.ts';

/** One resident's record, as far as staff see it. */
@Controller('staff/records')
export class RecordController {
  constructor(
    private readonly access: SupportAccess,
    private readonly activity: ActivityLines,
    private readonly desk: RecordDesk,
    private readonly orders: RecordOrders,
    private readonly pages: PageAnswers,
  ) {}

  @Post()
  @Access({ kind: 'staff', action: 'record.open' }, 'page')
  async open(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const record = fieldIn(request.body, 'record');
    const purpose = fieldIn(request.body, 'purpose');
    if (!isId(record)) return this.desk.gone(request, reply);
    if (!isPurpose(purpose)) return this.desk.askWhy(request, reply, { record, hasProblem: true });
    const opening = await this.access.openForPurpose(staffMemberOf(request), record, purpose);
    if (opening.kind === 'refused') return this.desk.gone(request, reply);
    return this.pages.goTo(request, reply, `/staff/records/${record}`);
  }

  @Get(':record')
  @Access({ kind: 'staff', action: 'record.open' }, 'page')
  async links(
    @Param('record') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const shown = await this.desk.shown(request, id);
    if (shown === null) return this.desk.askWhy(request, reply, { record: id });
    const isHeld = await this.orders.isHeld(id);
    const page = RecordLinksPage({
      ...shown,
      done: doneIn(request),
      isHeld,
      provider: this.desk.providerName,
      can: rightsOf(request),
    });
    return this.pages.send(reply, page);
  }

  @Get(':record/apps')
  @Access({ kind: 'staff', action: 'record.open' }, 'page')
  async apps(
    @Param('record') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const shown = await this.desk.shown(request, id);
    if (shown === null) return this.desk.askWhy(request, reply, { record: id });
    const canDisconnect = may(staffSessionOf(request).person, 'grant.revoke');
    const page = RecordAppsPage({ ...shown, done: doneIn(request), canDisconnect });
    return this.pages.send(reply, page);
  }

  @Get(':record/activity')
  @Access({ kind: 'staff', action: 'record.open' }, 'page')
  whatHappened(
    @Param('record') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    return this.showActivity(request, reply, { id, tab: 'activity' });
  }

  @Get(':record/staff')
  @Access({ kind: 'staff', action: 'record.open' }, 'page')
  whoLooked(
    @Param('record') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    return this.showActivity(request, reply, { id, tab: 'staff' });
  }

  /** The page answers directly, so that each look is one entry and going back is none. */
  @Post(':record/links/:link/unmask')
  @Access({ kind: 'staff', action: 'record.unmask' }, 'page')
  async unmask(
    @Param() { record, link }: { record: string; link: string },
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const shown = await this.desk.shown(request, record);
    if (shown === null) return this.desk.askWhy(request, reply, { record });
    if (!isId(link)) return this.desk.gone(request, reply);
    const seen = await this.orders.unmask(staffMemberOf(request), record, link);
    switch (seen.kind) {
      case 'unmasked': {
        const frame = { ...shown.frame, path: `/staff/records/${record}` };
        const provider = this.desk.providerName(seen.provider);
        const { userId } = seen;
        return this.pages.send(reply, UnmaskedPage({ frame, record, provider, userId }));
      }
      case 'not-open':
        return this.desk.askWhy(request, reply, { record });
      case 'no-such-link':
        return this.desk.gone(request, reply);
      default:
        return seen satisfies never;
    }
  }

  private async showActivity(
    request: FastifyRequest,
    reply: FastifyReply,
    { id, tab }: { id: string; tab: 'activity' | 'staff' },
  ): Promise<FastifyReply> {
    const shown = await this.desk.shown(request, id);
    if (shown === null) return this.desk.askWhy(request, reply, { record: id });
    const place = { ...placeIn(request), byStaff: tab === 'staff' };
    const part = await this.activity.part(id, place, languageOf(request));
    return this.pages.send(reply, RecordActivityPage({ ...shown, tab, part }));
  }
}

/** Anything that names no entry is the newest page. */
function placeIn({ query }: FastifyRequest): ActivityPlace {
  const [after, before] = [fieldIn(query, 'after'), fieldIn(query, 'before')];
  if (/^\d{1,18}$/.test(after)) return { after };
  return /^\d{1,18}$/.test(before) ? { before } : {};
}

function rightsOf(request: FastifyRequest): RecordRights {
  const { person } = staffSessionOf(request);
  return {
    unmask: may(person, 'record.unmask'),
    revoke: may(person, 'link.revoke'),
    endSessions: may(person, 'session.end'),
    hold: may(person, 'record.pause'),
    erase: may(person, 'record.erase'),
  };
}
