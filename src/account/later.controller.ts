import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Deletions } from '../erasure/deletions.ts';
import { heldDays, HeldErasures } from '../erasure/held-erasures.ts';
import { Clock } from '../kernel/clock.ts';
import { days } from '../kernel/duration.ts';
import { isToken, newToken } from '../kernel/opaque-token.ts';
import { Access } from '../platform/http/access.ts';
import { PageAnswers } from '../platform/http/page-answers.ts';
import { sessionOf } from '../residents/resident-authenticator.ts';
import { LinkedAccounts } from './linked-accounts.ts';
import { LaterDonePage } from './pages/later-done-page.tsx';
import { LaterPage } from './pages/later-page.tsx';

/** Deleting the whole record for who cannot prove afresh who they are: it waits, and can be taken back. */
@Controller('account/delete/later')
export class LaterController {
  constructor(
    private readonly accounts: LinkedAccounts,
    private readonly clock: Clock,
    private readonly deletions: Deletions,
    private readonly held: HeldErasures,
    private readonly pages: PageAnswers,
  ) {}

  /** Who waits already finds the way back on the other page. */
  @Get()
  @Access({ kind: 'resident' }, 'page')
  async ask(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const dueAt = await this.deletions.dueFor(sessionOf(request).residentId);
    if (dueAt !== null) return this.pages.goTo(request, reply, '/account/delete');
    return this.show(request, reply, newToken());
  }

  /** The page answers directly: the code is shown once and kept nowhere. */
  @Post()
  @Access({ kind: 'resident' }, 'page')
  async wish(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const { understood, form } = request.body as { understood?: unknown; form?: unknown };
    const known = isToken(form) ? form : newToken();
    if (understood !== 'yes') return this.show(request, reply, known, true);
    const hold = await this.held.request(sessionOf(request), known);
    switch (hold.kind) {
      case 'held': {
        const frame = { ...this.pages.frame(request), path: '/account/delete' };
        return this.pages.send(reply, LaterDonePage({ frame, code: hold.code, by: hold.dueAt }));
      }
      case 'held-before':
        return this.pages.goTo(request, reply, '/account/delete');
      case 'gone':
        return this.pages.goTo(request, reply, '/signed-out');
      default:
        return hold satisfies never;
    }
  }

  /** A second click finds nothing left to do and ends on the same page. */
  @Post('cancel')
  @Access({ kind: 'resident' }, 'page')
  async cancel(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    await this.held.cancel(sessionOf(request));
    return this.pages.goTo(request, reply, '/account');
  }

  private async show(
    request: FastifyRequest,
    reply: FastifyReply,
    form: string,
    isUnchecked = false,
  ): Promise<FastifyReply> {
    const page = LaterPage({
      frame: this.pages.frame(request),
      providers: await this.accounts.providersOf(sessionOf(request)),
      days: heldDays,
      by: new Date(this.clock.milliseconds() + days(heldDays) * 1000),
      form,
      isUnchecked,
    });
    return this.pages.send(reply, page, { status: isUnchecked ? 422 : 200 });
  }
}
