import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Links } from '../links/links.ts';
import { Access } from '../platform/http/access.ts';
import { browserSecret } from '../platform/http/browser-binding.ts';
import { languageOf } from '../platform/http/language.ts';
import { PageAnswers } from '../platform/http/page-answers.ts';
import { Providers } from '../providers/providers.ts';
import { Sessions } from '../residents/sessions.ts';
import { confirmationPath, donePath, startAgainPath } from './confirmation-path.ts';
import { Confirmations } from './confirmation.ts';
import { noSuchPage } from './journey-error.ts';
import { endingPath } from './outcome-path.ts';
import { NewAccountPage } from './pages/new-account-page.tsx';
import { withRequest } from './pages/provider-facts.ts';
import { ReviewPage } from './pages/review-page.tsx';
import { PendingIdentities } from './pending-identities.ts';
import type { Claim, Claimant, PendingIdentity } from './pending-identities.ts';

interface ReviewForm {
  decision?: unknown;
  save_name?: unknown;
}

/** "Is this you? Nothing is saved yet": shows what the provider sent and saves it only on a yes. */
@Controller('link')
export class ReviewController {
  constructor(
    private readonly confirmations: Confirmations,
    private readonly links: Links,
    private readonly pages: PageAnswers,
    private readonly pending: PendingIdentities,
    private readonly providers: Providers,
    private readonly sessions: Sessions,
  ) {}

  /** "Have you used this before with a different account?" */
  @Get('new/:pending')
  @Access({ kind: 'public' }, 'page')
  async unknownAccount(
    @Param('pending') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const waiting = await this.find(id, request);
    if (waiting === null) return this.startAgain(request, reply);
    const page = NewAccountPage({
      frame: this.pages.frame(request),
      pending: waiting.id,
      request: waiting.requestId ?? undefined,
    });
    return this.pages.send(reply, page);
  }

  @Get('review/:pending')
  @Access({ kind: 'public' }, 'page')
  async review(
    @Param('pending') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const waiting = await this.find(id, request);
    if (waiting === null) return this.startAgain(request, reply);
    return this.show(request, reply, waiting);
  }

  @Post('review/:pending')
  @Access({ kind: 'public' }, 'page')
  async decide(
    @Param('pending') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const waiting = await this.find(id, request);
    const { decision, save_name: choice } = request.body as ReviewForm;
    if (waiting === null) {
      const again = decision === 'save' ? await this.answerAgain(request, reply, id) : null;
      return again ?? this.startAgain(request, reply);
    }
    if (decision !== 'save') return this.drop(request, reply, waiting);
    const needsChoice = waiting.identity.displayName !== null;
    if (needsChoice && choice !== 'yes' && choice !== 'no') {
      return this.show(request, reply, waiting, true);
    }
    return this.save(request, reply, waiting, choice === 'yes');
  }

  private async save(
    request: FastifyRequest,
    reply: FastifyReply,
    waiting: PendingIdentity,
    keepName: boolean,
  ): Promise<FastifyReply> {
    const claimant = await this.claimant(request);
    const language = languageOf(request);
    const outcome = await this.confirmations.confirm({
      pendingId: waiting.id,
      claimant,
      keepName,
      language,
    });
    if (outcome.kind === 'linked') await this.sessions.give(request, reply, outcome.session);
    if (outcome.kind === 'not-waiting' || outcome.kind === 'needs-proof') {
      const again = await this.answerAgain(request, reply, waiting.id);
      if (again !== null) return again;
    }
    return this.end(request, reply, confirmationPath(outcome, waiting));
  }

  /** A yes that comes twice, as from a double press, is answered as it was before; null where it was not. */
  private async answerAgain(
    request: FastifyRequest,
    reply: FastifyReply,
    flowId: string,
  ): Promise<FastifyReply | null> {
    const by = { flowId, browserSecret: browserSecret(request) ?? '' };
    const answer = await this.confirmations.saidBefore(by);
    if (answer === null) return null;
    this.sessions.remember(reply, answer.token);
    return this.end(request, reply, donePath(answer.linkId, answer.requestId));
  }

  private async drop(
    request: FastifyRequest,
    reply: FastifyReply,
    waiting: PendingIdentity,
  ): Promise<FastifyReply> {
    const { provider, requestId, purpose } = waiting;
    const isShared = purpose.kind === 'sign-in' && purpose.isShared;
    await this.pending.drop(await this.claim(waiting.id, request));
    const { decision } = request.body as ReviewForm;
    const path =
      decision === 'not-me'
        ? withRequest(`/link/${provider}${isShared ? '?shared=yes' : ''}`, requestId ?? undefined)
        : endingPath('cancelled', provider, requestId);
    return this.pages.goTo(request, reply, path);
  }

  private async show(
    request: FastifyRequest,
    reply: FastifyReply,
    waiting: PendingIdentity,
    isChoiceMissing = false,
  ): Promise<FastifyReply> {
    const { identity, purpose } = waiting;
    const page = ReviewPage({
      frame: this.pages.frame(request),
      provider: this.providers.find(waiting.provider) ?? noSuchPage(),
      pending: waiting.id,
      identity: { name: identity.displayName, userId: identity.subject },
      addTo: purpose.kind === 'link' ? await this.nameOf(purpose.residentId) : undefined,
      isChoiceMissing,
    });
    return this.pages.send(reply, page, { status: isChoiceMissing ? 422 : 200 });
  }

  private async nameOf(residentId: string): Promise<{ name: string | null }> {
    const [oldest] = await this.links.ofResident(residentId);
    return { name: oldest?.displayName ?? null };
  }

  private async find(id: string, request: FastifyRequest): Promise<PendingIdentity | null> {
    return this.pending.find(await this.claim(id, request));
  }

  private async claim(id: string, request: FastifyRequest): Promise<Claim> {
    return { id, of: 'account', claimant: await this.claimant(request) };
  }

  private async claimant(request: FastifyRequest): Promise<Claimant> {
    const session = await this.sessions.current(request);
    return { browserSecret: browserSecret(request) ?? '', session };
  }

  private startAgain(request: FastifyRequest, reply: FastifyReply): FastifyReply {
    return this.end(request, reply, startAgainPath);
  }

  private end(request: FastifyRequest, reply: FastifyReply, path: string): FastifyReply {
    return this.pages.goTo(request, reply, path);
  }
}
