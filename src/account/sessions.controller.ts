import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ServiceError } from '../kernel/service-error.ts';
import { Access } from '../platform/http/access.ts';
import { PageAnswers } from '../platform/http/page-answers.ts';
import { Providers } from '../providers/providers.ts';
import { OpenSessions } from '../residents/open-sessions.ts';
import type { EndingOutcome } from '../residents/open-sessions.ts';
import { sessionOf } from '../residents/resident-authenticator.ts';
import { endedPath } from '../residents/sign-in-end.ts';
import { SessionsPage } from './pages/sessions-page.tsx';
import type { SessionsPageProps, ShownBrowser } from './pages/sessions-page.tsx';

/** Where a resident is signed in, and ending that elsewhere. */
@Controller('account/sessions')
export class SessionsController {
  constructor(
    private readonly open: OpenSessions,
    private readonly pages: PageAnswers,
    private readonly providers: Providers,
  ) {}

  @Get()
  @Access({ kind: 'resident' }, 'page')
  async list(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const { id: own, residentId } = sessionOf(request);
    const open = await this.open.of(residentId);
    const browsers = open.map((session): ShownBrowser => ({
      ...session,
      provider: this.providers.find(session.provider)?.label ?? session.provider,
      isThis: session.id === own,
    }));
    const done = await this.doneIn(request, browsers);
    const page = SessionsPage({
      frame: this.pages.frame(request),
      browsers,
      ...(done && { done }),
    });
    return this.pages.send(reply, page);
  }

  @Post('end-others')
  @Access({ kind: 'resident' }, 'page')
  async endOthers(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const outcome = await this.open.endOthers(sessionOf(request));
    return this.after(request, reply, { outcome, done: 'others' });
  }

  /** Another resident's session looks like none at all. */
  @Post(':session/end')
  @Access({ kind: 'resident' }, 'page')
  async endOne(
    @Param('session') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const outcome = await this.open.endOne(sessionOf(request), id);
    return this.after(request, reply, { outcome, done: id });
  }

  /** What the address says was done, unless it is untrue. */
  private async doneIn(
    request: FastifyRequest,
    browsers: readonly ShownBrowser[],
  ): Promise<SessionsPageProps['done']> {
    const { done } = request.query as { done?: unknown };
    if (typeof done !== 'string') return undefined;
    if (done === 'others') return browsers.length === 1 ? 'others' : undefined;
    const hasEnded = await this.open.hasEnded(sessionOf(request).residentId, done);
    return hasEnded ? 'one' : undefined;
  }

  private after(
    request: FastifyRequest,
    reply: FastifyReply,
    { outcome, done }: { outcome: EndingOutcome; done: string },
  ): FastifyReply {
    switch (outcome.kind) {
      case 'ended':
      case 'nothing-to-do':
        return this.pages.goTo(request, reply, `/account/sessions?done=${done}`);
      case 'signed-out':
        return this.pages.goTo(request, reply, endedPath(request));
      case 'no-such-session':
        throw new ServiceError({ code: 'not-found', status: 404, message: 'No such session.' });
      default:
        return outcome satisfies never;
    }
  }
}
