import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Links } from '../links/links.ts';
import { Access } from '../platform/http/access.ts';
import { bindBrowser, browserHash } from '../platform/http/browser-binding.ts';
import { PageAnswers } from '../platform/http/page-answers.ts';
import { sharedIdleSeconds } from '../residents/session-cookie.ts';
import { returnPath } from '../residents/sign-in-end.ts';
import { Sessions } from '../residents/sessions.ts';
import type { Session } from '../residents/sessions.ts';
import type { Purpose } from './flow.ts';
import type { ProviderFacts } from '../providers/provider.ts';
import { endingPath } from './outcome-path.ts';
import { BeforeYouGoPage } from './pages/before-you-go-page.tsx';
import { withRequest } from './pages/provider-facts.ts';
import { Proofs, provePath } from './proofs.ts';
import { begunIn } from './purpose.ts';
import { Trips } from './trips.ts';
import { WaitingApps } from './waiting-app.ts';
import type { WaitingApp } from './waiting-app.ts';

/** The way out: what is kept and what is not, and then, on the resident's yes, to the provider. */
@Controller('link')
export class DepartureController {
  constructor(
    private readonly apps: WaitingApps,
    private readonly links: Links,
    private readonly pages: PageAnswers,
    private readonly proofs: Proofs,
    private readonly sessions: Sessions,
    private readonly trips: Trips,
  ) {}

  /** "Before you go". Binds the browser, since the form on it begins a trip. */
  @Get(':provider')
  @Access({ kind: 'public' }, 'page')
  async ask(
    @Param('provider') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const provider = this.trips.to(id);
    const session = await this.sessions.current(request);
    const app = await this.apps.of(request);
    const detour = await this.detour(session, provider, app);
    if (detour !== null) return this.pages.goTo(request, reply, detour);
    const { shared } = request.query as { shared?: unknown };
    bindBrowser(request, reply);
    const page = BeforeYouGoPage({
      frame: this.pages.frame(request),
      provider,
      policy: await this.trips.policy(),
      unusedMonths: this.links.unusedMonths,
      request: app?.request,
      returnTo: returnPath((request.query as { back?: unknown }).back),
      shared: { seconds: sharedIdleSeconds, isChecked: shared === 'yes' },
      addTo: session ? await this.signedInAs(session) : undefined,
    });
    // A provider that asks nothing sends the browser straight through us to the app: one chain of redirects.
    const formTargets = [...provider.formAction, ...(app ? [app.returnOrigin] : [])];
    return this.pages.send(reply, page, { formTargets });
  }

  /** Begins a trip: never by GET, always from our own form, always to a page that lets people choose an account. */
  @Post(':provider')
  @Access({ kind: 'public' }, 'page', { limit: 'sign-in' })
  async go(
    @Param('provider') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const provider = this.trips.to(id);
    const session = await this.sessions.current(request);
    const { r, shared, back } = request.body as Record<'r' | 'shared' | 'back', unknown>;
    const app = await this.apps.find(String(r), browserHash(request));
    const detour = await this.detour(session, provider, app);
    if (detour !== null) return this.pages.goTo(request, reply, detour);
    const purpose: Purpose = session
      ? { kind: 'link', ...begunIn(session) }
      : { kind: 'sign-in', isShared: shared === 'yes', returnPath: returnPath(back) };
    const trip = { provider: provider.id, purpose, requestId: app?.request ?? null };
    const again = await this.trips.afterChange(request.body, trip);
    if (again !== null) return this.pages.goTo(request, reply, again);
    return this.trips.begin(request, reply, trip);
  }

  /**
   * Where somebody must go instead of to a provider that is switched off, and somebody signed in before linking one more
   * account: to agree to the policy, then to prove who they are. Null where nothing is due.
   */
  private async detour(
    session: Session | null,
    provider: ProviderFacts,
    app: WaitingApp | undefined,
  ): Promise<string | null> {
    if (!(await this.trips.isOpen(provider.id, session === null ? 'sign-in' : 'link'))) {
      return endingPath('switched-off', provider.id, app?.request ?? null);
    }
    if (session === null) return null;
    const unread = await this.trips.beforeMore(session, app?.request ?? null);
    if (unread !== null) return unread;
    if (await this.proofs.isLive(session, 'link')) return null;
    return withRequest(provePath('link', provider.id), app?.request);
  }

  private async signedInAs({ residentId, authLink }: Session): Promise<{ name: string | null }> {
    const links = await this.links.ofResident(residentId);
    return { name: links.find((link) => link.id === authLink)?.displayName ?? null };
  }
}
