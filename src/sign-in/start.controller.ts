import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access } from '../platform/http/access.ts';
import { browserHash } from '../platform/http/browser-binding.ts';
import { PageAnswers } from '../platform/http/page-answers.ts';
import { ProviderStates } from '../providers/provider-states.ts';
import { Providers } from '../providers/providers.ts';
import { returnPath } from '../residents/sign-in-end.ts';
import { Sessions } from '../residents/sessions.ts';
import type { Session } from '../residents/sessions.ts';
import { withRequest } from './pages/provider-facts.ts';
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
    private readonly states: ProviderStates,
  ) {}

  /** The start page; residents who are signed in already go on. */
  @Get('/')
  @Access({ kind: 'public' }, 'page')
  async start(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const app = await this.apps.of(request);
    const returnTo = returnPath((request.query as { back?: unknown }).back);
    if (await this.sessions.current(request)) {
      return this.pages.goTo(
        request,
        reply,
        app || !returnTo ? pathAfter(app?.request ?? null) : returnTo,
      );
    }
    const providers = await this.states.forUse('sign-in');
    return this.pages.send(
      reply,
      StartPage({ frame: this.pages.frame(request), providers, app, returnTo }),
    );
  }

  /** Ends the session on the server. Works without one too, so that a second click is no error. */
  @Post('sign-out')
  @Access({ kind: 'public' }, 'page')
  async signOut(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const session = await this.sessions.current(request);
    await this.sessions.close(request, reply);
    return this.pages.goTo(request, reply, await this.afterSignOut(request, session));
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

  /** The conflict page signs out in order to sign in with the account in question, and keeps the app waiting. */
  private async afterSignOut(request: FastifyRequest, ended: Session | null): Promise<string> {
    const { provider: wanted, r } = request.body as { provider?: unknown; r?: unknown };
    const next = this.providers.find(String(wanted));
    if (next === null) return `/signed-out${ended ? `?provider=${ended.provider}` : ''}`;
    const app = await this.apps.find(String(r), browserHash(request));
    return withRequest(`/link/${next.id}`, app?.request);
  }
}
