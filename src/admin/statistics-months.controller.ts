import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Apps } from '../apps/apps.ts';
import { ServiceError } from '../kernel/service-error.ts';
import { may } from '../permissions/permissions.ts';
import { Access } from '../platform/http/access.ts';
import { PageAnswers } from '../platform/http/page-answers.ts';
import { Providers } from '../providers/providers.ts';
import { staffMemberOf } from '../staff/staff-authenticator.ts';
import { PublishedMonths } from '../statistics/published-months.ts';
import { Statistics } from '../statistics/statistics.ts';
import { tableNames } from '../statistics/tables.ts';
import type { Table, TableName } from '../statistics/tables.ts';
import { MonthPage, UnfitMonthPage } from './pages/statistics/month-page.tsx';
import { PublishMonthPage } from './pages/statistics/publish-month-page.tsx';
import { StaffStatisticsPage } from './pages/statistics/statistics-page.tsx';
import { fieldIn, valuesIn } from './staff-form.ts';

/** The statistics that everybody may read: what is published, what would be, and publishing it. */
@Controller('staff/statistics')
export class StatisticsMonthsController {
  constructor(
    private readonly apps: Apps,
    private readonly months: PublishedMonths,
    private readonly pages: PageAnswers,
    private readonly providers: Providers,
    private readonly statistics: Statistics,
  ) {}

  @Get()
  @Access({ kind: 'staff', action: 'statistics.see' }, 'page')
  async list(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const page = StaffStatisticsPage({
      frame: { ...this.pages.frame(request), path: '/staff/statistics' },
      published: await this.months.all(),
      open: await this.statistics.open(staffMemberOf(request)),
      isDone: fieldIn(request.query, 'done') === 'published',
    });
    return this.pages.send(reply, page);
  }

  @Get(':month')
  @Access({ kind: 'staff', action: 'statistics.see' }, 'page')
  async look(
    @Param('month') month: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const staff = staffMemberOf(request);
    const seen = await this.statistics.preview(staff, month);
    switch (seen.kind) {
      case 'ready':
        return this.show(request, reply, { month, tables: seen.tables, publishedAt: null });
      case 'published-before':
        return this.show(request, reply, seen.published);
      case 'not-over':
      case 'too-old':
        return this.refuse(request, reply, seen.kind);
      case 'not-a-month':
        throw noSuchMonth();
      default:
        return seen satisfies never;
    }
  }

  @Get(':month/publish')
  @Access({ kind: 'staff', action: 'statistics.publish' }, 'page')
  ask(
    @Param('month') month: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    return this.askWhich(request, reply, { month, isEmpty: false });
  }

  @Post(':month/publish')
  @Access({ kind: 'staff', action: 'statistics.publish' }, 'page')
  async publish(
    @Param('month') month: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const outcome = await this.statistics.publish(staffMemberOf(request), month, leftOut(request));
    switch (outcome.kind) {
      case 'published':
        return this.pages.goTo(request, reply, '/staff/statistics?done=published');
      case 'published-before':
        return this.pages.goTo(request, reply, `/staff/statistics/${month}`);
      case 'nothing-left':
        return this.askWhich(request, reply, { month, isEmpty: true });
      case 'not-over':
      case 'too-old':
        return this.refuse(request, reply, outcome.kind);
      case 'not-a-month':
        throw noSuchMonth();
      default:
        return outcome satisfies never;
    }
  }

  /** Asks which tables to publish; what cannot be published is shown as it is. */
  private async askWhich(
    request: FastifyRequest,
    reply: FastifyReply,
    { month, isEmpty }: { month: string; isEmpty: boolean },
  ): Promise<FastifyReply> {
    const seen = await this.statistics.preview(staffMemberOf(request), month);
    if (seen.kind !== 'ready') return this.look(month, request, reply);
    const frame = { ...this.pages.frame(request), path: `/staff/statistics/${month}/publish` };
    const page = PublishMonthPage({ frame, month, tables: seen.tables, isEmpty });
    return this.pages.send(reply, page, { status: isEmpty ? 422 : 200 });
  }

  private async show(
    request: FastifyRequest,
    reply: FastifyReply,
    shown: { month: string; tables: Table[]; publishedAt: Date | null },
  ): Promise<FastifyReply> {
    const frame = this.pages.frame(request);
    const names = { providers: this.providers.list(), apps: await this.apps.list() };
    const canPublish = may(staffMemberOf(request), 'statistics.publish');
    return this.pages.send(reply, MonthPage({ frame, names, canPublish, ...shown }));
  }

  private refuse(
    request: FastifyRequest,
    reply: FastifyReply,
    why: 'not-over' | 'too-old',
  ): FastifyReply {
    const frame = this.pages.frame(request);
    return this.pages.send(reply, UnfitMonthPage({ frame, why }), { status: 404 });
  }
}

/** What was not chosen. */
function leftOut({ body }: FastifyRequest): TableName[] {
  const chosen = valuesIn(body, 'table');
  return tableNames.filter((name) => !chosen.includes(name));
}

function noSuchMonth(): ServiceError {
  return new ServiceError({ code: 'not-found', status: 404, message: 'No such month.' });
}
