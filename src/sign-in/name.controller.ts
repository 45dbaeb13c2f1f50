import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Link } from '../links/link.ts';
import { Links } from '../links/links.ts';
import { Access } from '../platform/http/access.ts';
import { bindBrowser, browserSecret } from '../platform/http/browser-binding.ts';
import { PageAnswers } from '../platform/http/page-answers.ts';
import { Providers } from '../providers/providers.ts';
import { sessionOf } from '../residents/resident-authenticator.ts';
import { noSuchPage } from './journey-error.ts';
import { NameChoices } from './name-choices.ts';
import type { NameClaim } from './name-choices.ts';
import { namePath } from './name-path.ts';
import { readSetback } from './outcome-path.ts';
import { NamePage } from './pages/name-page.tsx';
import { NewNamePage } from './pages/new-name-page.tsx';
import { PendingIdentities } from './pending-identities.ts';
import type { PendingIdentity } from './pending-identities.ts';
import { begunIn } from './purpose.ts';
import { Trips } from './trips.ts';

/** Whether we keep the display name of a link. Another resident's link looks like none at all. */
@Controller('account/links/:link')
export class NameController {
  constructor(
    private readonly choices: NameChoices,
    private readonly links: Links,
    private readonly pages: PageAnswers,
    private readonly pending: PendingIdentities,
    private readonly providers: Providers,
    private readonly trips: Trips,
  ) {}

  /** What we save of this account, and how to change it. */
  @Get('name')
  @Access({ kind: 'resident' }, 'page')
  async choose(
    @Param('link') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const link = await this.link(id, request);
    bindBrowser(request, reply);
    const provider = this.providers.find(link.provider);
    const page = NamePage({
      frame: this.pages.frame(request),
      linkId: link.id,
      provider: {
        label: provider?.label ?? link.provider,
        isAvailable: await this.trips.isOpen(link.provider, 'link'),
      },
      name: link.displayName,
      done: (request.query as { done?: unknown }).done,
      wentWrong: readSetback(request, this.providers),
    });
    return this.pages.send(reply, page, { formTargets: provider?.formAction });
  }

  /** Deletes the name at once. A second click finds nothing left to do and says the same. */
  @Post('name/drop')
  @Access({ kind: 'resident' }, 'page')
  async drop(
    @Param('link') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const link = await this.link(id, request);
    const isDone = await this.choices.drop(sessionOf(request), link.id);
    return this.goOn(request, reply, isDone ? `${namePath(link.id)}?done=dropped` : null);
  }

  /** Begins a trip to the provider, for the name it has now. */
  @Post('name/ask')
  @Access({ kind: 'resident' }, 'page', { limit: 'sign-in' })
  async ask(
    @Param('link') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const link = await this.link(id, request);
    const unread = await this.trips.beforeMore(sessionOf(request), null);
    if (unread !== null) return this.goOn(request, reply, unread);
    const purpose = { kind: 'name', linkId: link.id, ...begunIn(sessionOf(request)) } as const;
    const provider = this.trips.to(link.provider).id;
    return this.trips.begin(request, reply, { provider, purpose, requestId: null });
  }

  /** The name that came, beside the one we have. */
  @Get('new-name/:pending')
  @Access({ kind: 'resident' }, 'page')
  async review(
    @Param() { link: id, pending }: { link: string; pending: string },
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const link = await this.link(id, request);
    const waiting = await this.pending.find(claimOf(pending, request));
    const name = waiting?.identity.displayName ?? null;
    if (!waiting || !isFor(link, waiting) || name === null) return this.goOn(request, reply, null);
    const page = NewNamePage({
      frame: this.pages.frame(request),
      linkId: link.id,
      pending: waiting.id,
      provider: this.trips.to(link.provider),
      names: { theirs: name, ours: link.displayName },
    });
    return this.pages.send(reply, page);
  }

  /** Saves the name on a yes, and throws it away on everything else. */
  @Post('new-name/:pending')
  @Access({ kind: 'resident' }, 'page')
  async decide(
    @Param() { link: id, pending }: { link: string; pending: string },
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const link = await this.link(id, request);
    const claim = claimOf(pending, request);
    if ((request.body as { decision?: unknown }).decision !== 'save') {
      await this.choices.keep(claim.claimant, link.id);
      return this.goOn(request, reply, '/account');
    }
    const unread = await this.trips.beforeMore(claim.claimant.session, null);
    if (unread !== null) return this.goOn(request, reply, unread);
    const waiting = await this.pending.find(claim);
    const isSaved =
      waiting !== null && isFor(link, waiting) && (await this.choices.save(claim, link.id));
    return this.goOn(request, reply, isSaved ? `${namePath(link.id)}?done=saved` : null);
  }

  private async link(id: string, request: FastifyRequest): Promise<Link> {
    const links = await this.links.ofResident(sessionOf(request).residentId);
    return links.find((link) => link.id === id) ?? noSuchPage();
  }

  /** On to the next page; without one, what the resident was about has ended meanwhile. */
  private goOn(request: FastifyRequest, reply: FastifyReply, path: string | null): FastifyReply {
    return this.pages.goTo(request, reply, path ?? '/link/ended/mismatch');
  }
}

function claimOf(id: string, request: FastifyRequest): NameClaim {
  const claimant = { browserSecret: browserSecret(request) ?? '', session: sessionOf(request) };
  return { id, of: 'name', claimant };
}

function isFor(link: Link, { purpose }: PendingIdentity): boolean {
  return purpose.kind === 'name' && purpose.linkId === link.id;
}
