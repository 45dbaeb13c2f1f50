import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Agreements } from '../grants/agreements.ts';
import { Access } from '../platform/http/access.ts';
import { bindBrowser, browserHash } from '../platform/http/browser-binding.ts';
import { PageAnswers } from '../platform/http/page-answers.ts';
import { policyChangedPath } from '../policy/changed-path.ts';
import { Policies } from '../policy/policies.ts';
import { sessionOf } from '../residents/resident-authenticator.ts';
import { pathAfter, WaitingApps } from '../sign-in/waiting-app.ts';
import type { WaitingApp } from '../sign-in/waiting-app.ts';
import { PolicyDeclinedPage } from './pages/policy-declined-page.tsx';
import { PolicyChangedPage } from './pages/policy-changed-page.tsx';
import { PolicyNews } from './policy-news.ts';

/** Asks residents to agree to a new policy. Their other pages stay as they are, whatever they say. */
@Controller('policy')
export class PolicyController {
  constructor(
    private readonly agreements: Agreements,
    private readonly apps: WaitingApps,
    private readonly news: PolicyNews,
    private readonly pages: PageAnswers,
    private readonly policies: Policies,
  ) {}

  /** Whoever has agreed already goes on. */
  @Get('changed')
  @Access({ kind: 'resident' }, 'page')
  async ask(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const app = await this.apps.of(request);
    const news = await this.news.for(sessionOf(request).residentId);
    if (news === null) return this.goOn(request, reply, app);
    bindBrowser(request, reply);
    const frame = this.pages.frame(request);
    const page = PolicyChangedPage({ frame, ...news, ...(app && { request: app.request }) });
    return this.pages.send(reply, page, targetsOf(app));
  }

  /** A yes is to the version that was shown. Only a plain yes is one. */
  @Post('changed')
  @Access({ kind: 'resident' }, 'page')
  async decide(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const { decision, r } = request.body as { decision?: unknown; r?: unknown };
    const app = await this.apps.find(String(r), browserHash(request));
    const { version } = await this.policies.shownOn(request.body);
    const { residentId } = sessionOf(request);
    if (decision !== 'yes') return this.decline(request, reply, { app, version });
    const agreement = await this.agreements.agree(residentId, version);
    switch (agreement) {
      case 'agreed':
        return this.goOn(request, reply, app);
      case 'outdated':
        return this.pages.goTo(request, reply, policyChangedPath(app?.request ?? null));
      case 'gone':
        return this.pages.goTo(request, reply, '/signed-out');
      default:
        return agreement satisfies never;
    }
  }

  @Get('declined')
  @Access({ kind: 'resident' }, 'page')
  async declined(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const app = await this.apps.of(request);
    const news = await this.news.for(sessionOf(request).residentId);
    if (news === null) return this.goOn(request, reply, app);
    bindBrowser(request, reply);
    const frame = this.pages.frame(request);
    const page = PolicyDeclinedPage({ frame, ...news, ...(app && { app }) });
    return this.pages.send(reply, page, targetsOf(app));
  }

  /** A no after a yes, from another tab, takes nothing back. */
  private async decline(
    request: FastifyRequest,
    reply: FastifyReply,
    { app, version }: { app: WaitingApp | undefined; version: number },
  ): Promise<FastifyReply> {
    const { residentId } = sessionOf(request);
    if (await this.policies.hasAccepted(residentId)) return this.goOn(request, reply, app);
    await this.agreements.decline(residentId, version);
    const query = app ? `?r=${app.request}` : '';
    return this.pages.goTo(request, reply, `/policy/declined${query}`);
  }

  private goOn(
    request: FastifyRequest,
    reply: FastifyReply,
    app: WaitingApp | undefined,
  ): FastifyReply {
    return this.pages.goTo(request, reply, pathAfter(app?.request ?? null));
  }
}

/** The answer to a form may lead straight back to the app. */
function targetsOf(app: WaitingApp | undefined): { formTargets?: string[] } {
  return app ? { formTargets: [app.returnOrigin] } : {};
}
