import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Apps } from '../apps/apps.ts';
import { ServiceError } from '../kernel/service-error.ts';
import { Access } from '../platform/http/access.ts';
import { PageAnswers } from '../platform/http/page-answers.ts';
import { Providers } from '../providers/providers.ts';
import { StatisticsPage } from './pages/statistics-page.tsx';
import { PublishedMonths } from './published-months.ts';
import type { PublishedMonth } from './tables.ts';

/** What everybody may read of how much the service is used, without a cookie and without a script. */
@Controller('statistics')
export class StatisticsController {
  constructor(
    private readonly apps: Apps,
    private readonly months: PublishedMonths,
    private readonly pages: PageAnswers,
    private readonly providers: Providers,
  ) {}

  /** The newest month. */
  @Get()
  @Access({ kind: 'public' }, 'page')
  async newest(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const [shown = null] = await this.months.all();
    return this.show(request, reply, shown);
  }

  @Get(':month')
  @Access({ kind: 'public' }, 'page')
  async month(
    @Param('month') month: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    return this.show(request, reply, (await this.months.find(month)) ?? noSuchMonth());
  }

  private async show(
    request: FastifyRequest,
    reply: FastifyReply,
    shown: PublishedMonth | null,
  ): Promise<FastifyReply> {
    const frame = this.pages.frame(request);
    const months = (await this.months.all()).map(({ month }) => month);
    const names = { providers: this.providers.list(), apps: await this.apps.list() };
    return this.pages.send(reply, StatisticsPage({ frame, shown, months, names }));
  }
}

function noSuchMonth(): never {
  throw new ServiceError({ code: 'not-found', status: 404, message: 'No such month.' });
}
