import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Deletions } from '../erasure/deletions.ts';
import { Access } from '../platform/http/access.ts';
import { bindBrowser } from '../platform/http/browser-binding.ts';
import { languageOf } from '../platform/http/language.ts';
import { PageAnswers } from '../platform/http/page-answers.ts';
import { ProviderStates } from '../providers/provider-states.ts';
import { sessionOf } from '../residents/resident-authenticator.ts';
import { LinkedAccounts } from './linked-accounts.ts';
import { AccountPage } from './pages/account-page.tsx';
import { SinceLastVisit } from './since-last-visit.ts';

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
    private readonly deletions: Deletions,
    private readonly pages: PageAnswers,
    private readonly providers: ProviderStates,
    private readonly visits: SinceLastVisit,
  ) {}

  @Get()
  @Access({ kind: 'resident' }, 'page')
  async home(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    bindBrowser(request, reply);
    const session = sessionOf(request);
    const page = AccountPage({
      frame: this.pages.frame(request),
      accounts: await this.accounts.of(session),
      news: await this.visits.of(session, languageOf(request)),
      providers: await this.providers.forUse('link'),
      deletedBy: await this.deletions.dueFor(session.residentId),
      nameChanges: await this.accounts.nameChanges(request),
    });
    return this.pages.send(reply, page);
  }
}
