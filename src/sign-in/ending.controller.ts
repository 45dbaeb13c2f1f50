import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isId } from '../kernel/ids.ts';
import { LinkBlocks } from '../links/link-blocks.ts';
import { reasonWords } from '../links/reasons.ts';
import { Links } from '../links/links.ts';
import { Access } from '../platform/http/access.ts';
import { languageOf } from '../platform/http/language.ts';
import { PageAnswers } from '../platform/http/page-answers.ts';
import type { ProviderFacts } from '../providers/provider.ts';
import { Providers } from '../providers/providers.ts';
import { sessionOf } from '../residents/resident-authenticator.ts';
import { Sessions } from '../residents/sessions.ts';
import { pathIn, say } from '../words/words.ts';
import { noSuchPage } from './journey-error.ts';
import { endings } from './outcome-path.ts';
import type { Ending } from './outcome-path.ts';
import { ConflictPage } from './pages/conflict-page.tsx';
import { LinkedPage } from './pages/linked-page.tsx';
import { OutcomePage } from './pages/outcome-page.tsx';
import type { Outcome } from './pages/outcome-page.tsx';
import { withRequest } from './pages/provider-facts.ts';
import { pathAfter, WaitingApps } from './waiting-app.ts';

/** How a trip ended: linked, or not and why. Every page can be loaded again without doing anything again. */
@Controller('link')
export class EndingController {
  constructor(
    private readonly apps: WaitingApps,
    private readonly blocks: LinkBlocks,
    private readonly links: Links,
    private readonly pages: PageAnswers,
    private readonly providers: Providers,
    private readonly sessions: Sessions,
  ) {}

  @Get('done/:link')
  @Access({ kind: 'resident' }, 'page')
  async linked(
    @Param('link') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const links = await this.links.ofResident(sessionOf(request).residentId);
    const link = links.find((one) => one.id === id);
    const provider = link && this.providers.find(link.provider);
    if (!link || !provider) return this.pages.goTo(request, reply, '/account');
    const frame = this.pages.frame(request);
    const app = await this.apps.of(request);
    const next = app && {
      name: app.name,
      continueUrl: pathIn(frame.language, pathAfter(app.request)),
    };
    return this.pages.send(
      reply,
      LinkedPage({ frame, linkId: link.id, provider, linkedAt: link.createdAt, app: next }),
    );
  }

  @Get('ended/:ending')
  @Access({ kind: 'public' }, 'page')
  async ended(
    @Param('ending') ending: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    if (!isEnding(ending)) return noSuchPage();
    await this.sessions.current(request);
    const shown = {
      frame: this.pages.frame(request),
      helpCode: this.pages.helpCode(request, ending),
      request: (await this.apps.of(request))?.request,
    };
    if (ending === 'conflict') {
      const page = ConflictPage({ ...shown, provider: this.providerIn(request) });
      return this.pages.send(reply, page, { status: 409 });
    }
    const outcome = await this.outcomeOf(request, ending);
    if (outcome === null) return this.pages.goTo(request, reply, withRequest('/', shown.request));
    return this.pages.send(reply, OutcomePage({ ...shown, outcome }));
  }

  private async outcomeOf(
    request: FastifyRequest,
    ending: Exclude<Ending, 'conflict'>,
  ): Promise<Outcome | null> {
    if (ending === 'mismatch') return { kind: ending };
    const provider = this.providerIn(request);
    return ending === 'blocked' ? this.blocked(request, provider) : { kind: ending, provider };
  }

  /** When and why the account was removed; null once it may be linked again. */
  private async blocked(request: FastifyRequest, provider: ProviderFacts): Promise<Outcome | null> {
    const { block: id } = request.query as { block?: unknown };
    const block = isId(id) ? await this.blocks.find(id) : null;
    if (block === null) return null;
    const reason = say(languageOf(request), reasonWords[block.reason]);
    return { kind: 'removed', provider, on: block.madeAt, reason, mayLinkAgain: false };
  }

  private providerIn(request: FastifyRequest): ProviderFacts {
    const { provider } = request.query as { provider?: unknown };
    return this.providers.find(String(provider)) ?? noSuchPage();
  }
}

function isEnding(text: string): text is Ending {
  return endings.some((ending) => ending === text);
}
