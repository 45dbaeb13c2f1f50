import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isId } from '../kernel/ids.ts';
import { ServiceError } from '../kernel/service-error.ts';
import { LinkRemoval } from '../links/link-removal.ts';
import type { RemovalNotice } from '../links/removal.ts';
import { Access } from '../platform/http/access.ts';
import { languageOf } from '../platform/http/language.ts';
import { PageAnswers } from '../platform/http/page-answers.ts';
import { sessionOf } from '../residents/resident-authenticator.ts';
import { LinkedAccounts } from './linked-accounts.ts';
import { LastLinkPage } from './pages/last-link-page.tsx';
import { UnlinkPage } from './pages/unlink-page.tsx';
import { UnlinkedPage } from './pages/unlinked-page.tsx';
import { UnlinkEffects } from './unlink-effects.ts';

/** Removing one link: says what it does, does it, says what was done. */
@Controller('account')
export class UnlinkController {
  constructor(
    private readonly accounts: LinkedAccounts,
    private readonly effects: UnlinkEffects,
    private readonly pages: PageAnswers,
    private readonly removal: LinkRemoval,
  ) {}

  /** Another resident's link looks like none at all. */
  @Get('links/:link/remove')
  @Access({ kind: 'resident' }, 'page')
  async ask(
    @Param('link') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const session = sessionOf(request);
    const accounts = await this.accounts.of(session);
    const account = accounts.find((one) => one.id === id);
    if (account === undefined) return this.comeLate(id, request, reply);
    const frame = this.pages.frame(request);
    const others = accounts.filter((one) => one !== account);
    const waysIn = others.filter(({ isSuspended }) => !isSuspended);
    if (waysIn.length === 0) {
      const hasSuspended = others.length > 0;
      return this.pages.send(reply, LastLinkPage({ frame, hasSuspended }));
    }
    const page = UnlinkPage({
      frame,
      account,
      others: waysIn,
      ...(await this.effects.before(session.residentId)),
    });
    return this.pages.send(reply, page);
  }

  /** Answers the form with the page itself: an address that says what was done could be opened by anybody. */
  @Post('links/:link/remove')
  @Access({ kind: 'resident' }, 'page')
  async remove(
    @Param('link') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const linkId = isId(id) ? id : noSuchLink();
    const outcome = await this.removal.byResident(sessionOf(request).residentId, linkId);
    switch (outcome.kind) {
      case 'removed':
      case 'already-removed':
        return this.tell(linkId, outcome, { request, reply });
      case 'last-link':
        return this.pages.goTo(request, reply, `/account/links/${linkId}/remove`);
      case 'gone':
        return noSuchLink();
      default:
        return outcome satisfies never;
    }
  }

  /** Removing the account somebody is signed in with has signed them out. */
  private async tell(
    linkId: string,
    notice: RemovalNotice,
    { request, reply }: Exchange,
  ): Promise<FastifyReply> {
    const isSignedOut = sessionOf(request).authLink === linkId;
    if (isSignedOut) request.principal = null;
    const page = UnlinkedPage({
      frame: { ...this.pages.frame(request), path: isSignedOut ? '/' : '/account' },
      ...(await this.effects.after(notice, languageOf(request))),
    });
    return this.pages.send(reply, page);
  }

  /** Somebody who goes back to the question after it was answered. Another resident's link looks like none at all. */
  private async comeLate(
    id: string,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<FastifyReply> {
    const linkId = isId(id) ? id : noSuchLink();
    const removed = await this.removal.noticeOf(sessionOf(request).residentId, linkId);
    return removed ? this.pages.goTo(request, reply, '/account') : noSuchLink();
  }
}

interface Exchange {
  request: FastifyRequest;
  reply: FastifyReply;
}

function noSuchLink(): never {
  throw new ServiceError({ code: 'not-found', status: 404, message: 'No such link.' });
}
