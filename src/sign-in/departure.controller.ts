import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Links } from '../links/links.ts';
import { Access } from '../platform/http/access.ts';
import { bindBrowser, browserHash } from '../platform/http/browser-binding.ts';
import { languageOf } from '../platform/http/language.ts';
import { PageAnswers, seeOther } from '../platform/http/page-answers.ts';
import { currentPolicy, currentPolicyVersion } from '../policy/policy.ts';
import { Providers } from '../providers/providers.ts';
import { Sessions } from '../residents/sessions.ts';
import type { Session } from '../residents/sessions.ts';
import { Flows } from './flows.ts';
import { noSuchPage } from './journey-error.ts';
import { BeforeYouGoPage } from './pages/before-you-go-page.tsx';
import { purposeOf } from './purpose.ts';
import { WaitingApps } from './waiting-app.ts';

/** The way out: what is kept and what is not, and then, on the resident's yes, to the provider. */
@Controller('link')
export class DepartureController {
  constructor(
    private readonly apps: WaitingApps,
    private readonly flows: Flows,
    private readonly links: Links,
    private readonly pages: PageAnswers,
    private readonly providers: Providers,
    private readonly sessions: Sessions,
  ) {}

  /** "Before you go". Binds the browser, since the form on it begins a trip. */
  @Get(':provider')
  @Access({ kind: 'public' }, 'page')
  async ask(
    @Param('provider') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const provider = this.providers.find(id) ?? noSuchPage();
    const session = await this.sessions.current(request);
    const app = await this.apps.of(request);
    bindBrowser(request, reply);
    const page = BeforeYouGoPage({
      frame: this.pages.frame(request),
      provider,
      policy: currentPolicy,
      request: app?.request,
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
    const provider = this.providers.find(id) ?? noSuchPage();
    const session = await this.sessions.current(request);
    const { r } = request.body as { r?: unknown };
    const app = await this.apps.find(String(r), browserHash(request));
    const flow = {
      provider: provider.id,
      purpose: purposeOf(session),
      browserHash: bindBrowser(request, reply),
      requestId: app?.request ?? null,
      policyVersion: currentPolicyVersion,
      language: languageOf(request),
    };
    const remember = (verifier: string): Promise<string> => this.flows.begin(flow, verifier);
    return seeOther(reply, await this.providers.begin(id, { remember, language: flow.language }));
  }

  private async signedInAs({ residentId, authLink }: Session): Promise<{ name: string | null }> {
    const links = await this.links.ofResident(residentId);
    return { name: links.find((link) => link.id === authLink)?.displayName ?? null };
  }
}
