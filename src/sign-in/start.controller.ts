import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access } from '../platform/http/access.ts';
import { PageAnswers } from '../platform/http/page-answers.ts';
import { Providers } from '../providers/providers.ts';
import { Sessions } from '../residents/sessions.ts';
import { SignedOutPage } from './pages/signed-out-page.tsx';
import { StartPage } from './pages/start-page.tsx';
import { pathAfter, WaitingApps } from './waiting-app.ts';

/** Where residents arrive and leave. */
@Controller()
export class StartController {
  constructor(
    private readonly apps: WaitingApps,
    private readonly pages: PageAnswers,
    private readonly providers: Providers,
    private readonly sessions: Sessions,
  ) {}

  /** The start page; residents who are signed in already go on. */
  @Get('/')
  @Access({ kind: 'public' }, 'page')
  async start(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const app = await this.apps.of(request);
    if (await this.sessions.current(request)) {
      return this.pages.goTo(request, reply, pathAfter(app?.request ?? null));
    }
    const providers = this.providers.list().map((facts) => ({ ...facts, isAvailable: true }));
    return this.pages.send(reply, StartPage({ frame: this.pages.frame(request), providers, app }));
  }

  /** Ends the session on the server. Works without one too, so that a second click is no error. */
  @Post('sign-out')
  @Access({ kind: 'public' }, 'page')
  async signOut(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const session = await this.sessions.current(request);
    await this.sessions.close(request, reply);
    if (session === null) return this.pages.goTo(request, reply, '/signed-out');
    return this.pages.goTo(request, reply, this.afterSignOut(request, session.provider));
  }

  @Get('signed-out')
  @Access({ kind: 'public' }, 'page')
  async signedOut(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const { provider } = request.query as { provider?: unknown };
    const facts = this.providers.find(String(provider)) ?? undefined;
    const page = SignedOutPage({ frame: this.pages.frame(request), provider: facts });
    return this.pages.send(reply, page);
  }

  /** The conflict page signs out in order to sign in with the account in question. */
  private afterSignOut(request: FastifyRequest, provider: string): string {
    const { provider: wanted } = request.body as { provider?: unknown };
    const next = this.providers.find(String(wanted));
    return next ? `/link/${next.id}` : `/signed-out?provider=${provider}`;
  }
}
