import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Apps } from '../apps/apps.ts';
import type { CityApp } from '../apps/city-app.ts';
import { Config } from '../config/config.ts';
import { Withdrawals } from '../grants/withdrawals.ts';
import { ServiceError } from '../kernel/service-error.ts';
import { Access } from '../platform/http/access.ts';
import { bindBrowser } from '../platform/http/browser-binding.ts';
import { PageAnswers } from '../platform/http/page-answers.ts';
import { sessionOf } from '../residents/resident-authenticator.ts';
import { ConnectedServices } from './connected-services.ts';
import { DisconnectPage } from './pages/disconnect-page.tsx';
import { ServicesPage } from './pages/services-page.tsx';
import type { ConnectedService } from './pages/services-page.tsx';

/** The city services a resident has connected, and how to disconnect one. */
@Controller('account/apps')
export class ServicesController {
  constructor(
    private readonly apps: Apps,
    private readonly config: Config,
    private readonly pages: PageAnswers,
    private readonly services: ConnectedServices,
    private readonly withdrawals: Withdrawals,
  ) {}

  @Get()
  @Access({ kind: 'resident' }, 'page')
  async list(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    bindBrowser(request, reply);
    const services = await this.services.of(sessionOf(request).residentId);
    const disconnected = await this.disconnectedApp(request, services);
    const page = ServicesPage({
      frame: this.pages.frame(request),
      services,
      ...(disconnected && { disconnected: disconnected.name }),
    });
    return this.pages.send(reply, page);
  }

  /** A service that is not connected looks like none at all. */
  @Get(':app/disconnect')
  @Access({ kind: 'resident' }, 'page')
  async ask(
    @Param('app') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const services = await this.services.of(sessionOf(request).residentId);
    const { app } = services.find((one) => one.app.id === id) ?? noSuchService();
    const tokenSeconds = this.config.tokens.accessSeconds;
    const page = DisconnectPage({ frame: this.pages.frame(request), app, tokenSeconds });
    return this.pages.send(reply, page);
  }

  /** A second click finds nothing left to do and says the same. */
  @Post(':app/disconnect')
  @Access({ kind: 'resident' }, 'page')
  async disconnect(
    @Param('app') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    if ((await this.apps.find(id)) === null) return noSuchService();
    await this.withdrawals.withdraw(sessionOf(request).residentId, id);
    return this.pages.goTo(request, reply, `/account/apps?done=${id}`);
  }

  /** The app named in the address, unless that would be untrue. */
  private async disconnectedApp(
    request: FastifyRequest,
    connected: readonly ConnectedService[],
  ): Promise<CityApp | null> {
    const { done } = request.query as { done?: unknown };
    if (typeof done !== 'string' || connected.some(({ app }) => app.id === done)) return null;
    return this.apps.find(done);
  }
}

function noSuchService(): never {
  throw new ServiceError({ code: 'not-found', status: 404, message: 'No such service.' });
}
