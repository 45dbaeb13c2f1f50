import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Erasure } from '../erasure/erasure.ts';
import { Links } from '../links/links.ts';
import { Access } from '../platform/http/access.ts';
import { bindBrowser } from '../platform/http/browser-binding.ts';
import { PageAnswers } from '../platform/http/page-answers.ts';
import { Providers } from '../providers/providers.ts';
import { sessionOf } from '../residents/resident-authenticator.ts';
import { Sessions } from '../residents/sessions.ts';
import { LinkedAccounts } from './linked-accounts.ts';
import { AccountPage } from './pages/account-page.tsx';
import { DeletePage } from './pages/delete-page.tsx';
import { DeletedPage } from './pages/deleted-page.tsx';

/**
 * Account: residents' own pages.
 *
 * Owns: the pages on which residents see and undo what they linked.
 * Does not: have rules of its own; every rule lives in the module whose service it calls.
 * Hands off to: links (removing), erasure (deleting everything), sign-in (adding).
 */
@Controller('account')
export class AccountController {
  constructor(
    private readonly accounts: LinkedAccounts,
    private readonly erasure: Erasure,
    private readonly links: Links,
    private readonly pages: PageAnswers,
    private readonly providers: Providers,
    private readonly sessions: Sessions,
  ) {}

  @Get()
  @Access({ kind: 'resident' }, 'page')
  async home(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    bindBrowser(request, reply);
    const page = AccountPage({
      frame: this.pages.frame(request),
      accounts: await this.accounts.of(sessionOf(request)),
      providers: this.providers.list(),
    });
    return this.pages.send(reply, page);
  }

  @Get('delete')
  @Access({ kind: 'resident' }, 'page')
  askBeforeDeleting(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    return this.showDelete(request, reply, false);
  }

  /** Deletes everything at once. The page answers directly: there is nobody left to redirect. */
  @Post('delete')
  @Access({ kind: 'resident' }, 'page')
  async deleteEverything(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const { understood } = request.body as { understood?: unknown };
    if (understood !== 'yes') return this.showDelete(request, reply, true);
    const outcome = await this.erasure.eraseResident(sessionOf(request).residentId);
    await this.sessions.close(request, reply);
    if (outcome.kind === 'gone') return this.pages.goTo(request, reply, '/signed-out');
    const frame = { ...this.pages.frame(request), path: '/' };
    return this.pages.send(reply, DeletedPage({ frame, code: outcome.code }));
  }

  private async showDelete(
    request: FastifyRequest,
    reply: FastifyReply,
    isUnchecked: boolean,
  ): Promise<FastifyReply> {
    const links = await this.links.ofResident(sessionOf(request).residentId);
    const ids = new Set(links.map((link) => link.provider));
    const providers = this.providers.list().filter(({ id }) => ids.has(id));
    const page = DeletePage({ frame: this.pages.frame(request), providers, isUnchecked });
    return this.pages.send(reply, page, { status: isUnchecked ? 422 : 200 });
  }
}
