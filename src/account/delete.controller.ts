import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Deletions } from '../erasure/deletions.ts';
import { WishedErasures } from '../erasure/wished-erasures.ts';
import { Access } from '../platform/http/access.ts';
import { PageAnswers } from '../platform/http/page-answers.ts';
import { sessionOf } from '../residents/resident-authenticator.ts';
import { Sessions } from '../residents/sessions.ts';
import { Proofs, provePath } from '../sign-in/proofs.ts';
import { LinkedAccounts } from './linked-accounts.ts';
import { DeletePage } from './pages/delete-page.tsx';
import { DeletedPage } from './pages/deleted-page.tsx';

/** Deleting the whole record at once, which takes a fresh proof. */
@Controller('account/delete')
export class DeleteController {
  constructor(
    private readonly accounts: LinkedAccounts,
    private readonly deletions: Deletions,
    private readonly pages: PageAnswers,
    private readonly proofs: Proofs,
    private readonly sessions: Sessions,
    private readonly wished: WishedErasures,
  ) {}

  @Get()
  @Access({ kind: 'resident' }, 'page')
  ask(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    return this.show(request, reply, false);
  }

  /** The page answers directly: there is nobody left to redirect. */
  @Post()
  @Access({ kind: 'resident' }, 'page')
  async deleteEverything(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const session = sessionOf(request);
    const { understood } = request.body as { understood?: unknown };
    if (!(await this.proofs.isLive(session, 'erase'))) return this.prove(request, reply);
    if (understood !== 'yes') return this.show(request, reply, true);
    const outcome = await this.wished.now(session);
    switch (outcome.kind) {
      case 'erased':
        return this.showDone(request, reply, outcome.code);
      case 'not-now':
        return this.prove(request, reply);
      case 'gone':
        return this.pages.goTo(request, reply, '/signed-out');
      default:
        return outcome satisfies never;
    }
  }

  private prove(request: FastifyRequest, reply: FastifyReply): FastifyReply {
    return this.pages.goTo(request, reply, provePath('erase'));
  }

  private async showDone(
    request: FastifyRequest,
    reply: FastifyReply,
    code: string | null,
  ): Promise<FastifyReply> {
    await this.sessions.close(request, reply);
    const frame = { ...this.pages.frame(request), path: '/' };
    return this.pages.send(reply, DeletedPage({ frame, code }));
  }

  private async show(
    request: FastifyRequest,
    reply: FastifyReply,
    isUnchecked: boolean,
  ): Promise<FastifyReply> {
    const session = sessionOf(request);
    const page = DeletePage({
      frame: this.pages.frame(request),
      providers: await this.accounts.providersOf(session),
      isProved: await this.proofs.isLive(session, 'erase'),
      deletedBy: await this.deletions.dueFor(session.residentId),
      isUnchecked,
    });
    return this.pages.send(reply, page, { status: isUnchecked ? 422 : 200 });
  }
}
