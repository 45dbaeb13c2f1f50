import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Links } from '../links/links.ts';
import { Access } from '../platform/http/access.ts';
import { bindBrowser, browserHash } from '../platform/http/browser-binding.ts';
import { PageAnswers } from '../platform/http/page-answers.ts';
import { Providers } from '../providers/providers.ts';
import { sessionOf } from '../residents/resident-authenticator.ts';
import type { Session } from '../residents/sessions.ts';
import { goalPath, readGoal } from './goal.ts';
import type { Goal } from './goal.ts';
import { noSuchPage } from './journey-error.ts';
import { endingPath, readSetback } from './outcome-path.ts';
import { ProvePage } from './pages/prove-page.tsx';
import type { ProvingAccount } from './pages/prove-page.tsx';
import { withRequest } from './pages/provider-facts.ts';
import { proofSeconds, Proofs } from './proofs.ts';
import { begunIn } from './purpose.ts';
import { Trips } from './trips.ts';
import { WaitingApps } from './waiting-app.ts';

/** Before an action that must not be anybody's at an open screen: proving afresh, with an account linked already. */
@Controller('prove')
export class ProveController {
  constructor(
    private readonly apps: WaitingApps,
    private readonly links: Links,
    private readonly pages: PageAnswers,
    private readonly proofs: Proofs,
    private readonly providers: Providers,
    private readonly trips: Trips,
  ) {}

  /** Why we ask again, and through which accounts. Who has proved it already goes straight on. */
  @Get(':action')
  @Access({ kind: 'resident' }, 'page')
  async ask(
    @Param('action') action: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const query = request.query as { for?: unknown };
    const goal = this.goal(action, query.for);
    const session = sessionOf(request);
    const app = await this.apps.of(request);
    if (await this.proofs.isLive(session, goal.action)) {
      return this.pages.goTo(request, reply, withRequest(goalPath(goal), app?.request));
    }
    bindBrowser(request, reply);
    const accounts = await this.accountsOf(session);
    const page = ProvePage({
      frame: this.pages.frame(request),
      goal,
      accounts,
      seconds: proofSeconds,
      request: app?.request,
      wentWrong: readSetback(request, this.providers),
    });
    const formTargets = this.providers
      .list()
      .filter(({ id }) => accounts.some(({ provider }) => provider.id === id))
      .flatMap(({ formAction }) => formAction);
    return this.pages.send(reply, page, { formTargets });
  }

  /** Begins the trip. The provider must be one the resident has linked; which of their accounts is seen on return. */
  @Post(':action')
  @Access({ kind: 'resident' }, 'page', { limit: 'sign-in' })
  async go(
    @Param('action') action: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const form = request.body as { for?: unknown; provider?: unknown; r?: unknown };
    const goal = this.goal(action, form.for);
    const session = sessionOf(request);
    const accounts = await this.accountsOf(session);
    const chosen = accounts.find(({ provider }) => provider.id === form.provider);
    const app = await this.apps.find(String(form.r), browserHash(request));
    if (chosen?.provider.isSuspended) {
      const { id } = chosen.provider;
      return this.pages.goTo(request, reply, endingPath('suspended', id, app?.request ?? null));
    }
    if (!chosen?.provider.isAvailable) return noSuchPage();
    return this.trips.begin(request, reply, {
      provider: chosen.provider.id,
      purpose: { kind: 'prove', ...goal, ...begunIn(session) },
      requestId: app?.request ?? null,
    });
  }

  private goal(action: string, object: unknown): Goal {
    return readGoal(action, object, (id) => this.providers.find(id) !== null) ?? noSuchPage();
  }

  /** The resident's providers, each with the names of the accounts there; one that is switched off keeps its id. */
  private async accountsOf({ residentId }: Session): Promise<ProvingAccount[]> {
    const links = await this.links.ofResident(residentId);
    const byProvider = Map.groupBy(links, (link) => link.provider);
    const accounts = [...byProvider].map(async ([id, ofProvider]) => {
      const label = this.providers.find(id)?.label ?? id;
      const names = ofProvider.map((link) => link.displayName);
      const isSuspended = ofProvider.every((link) => link.isSuspended);
      const isAvailable = !isSuspended && (await this.trips.isOpen(id, 'sign-in'));
      return { provider: { id, label, isAvailable, isSuspended }, names };
    });
    return Promise.all(accounts);
  }
}
