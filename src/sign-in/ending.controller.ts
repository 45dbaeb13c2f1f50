import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Links } from '../links/links.ts';
import { Access } from '../platform/http/access.ts';
import { PageAnswers } from '../platform/http/page-answers.ts';
import type { ProviderFacts } from '../providers/provider.ts';
import { Providers } from '../providers/providers.ts';
import { sessionOf } from '../residents/resident-authenticator.ts';
import { Sessions } from '../residents/sessions.ts';
import { pathIn } from '../words/words.ts';
import { noSuchPage } from './journey-error.ts';
import { endings } from './outcome-path.ts';
import type { Ending } from './outcome-path.ts';
import { ConflictPage } from './pages/conflict-page.tsx';
import { LinkedPage } from './pages/linked-page.tsx';
import { OutcomePage } from './pages/outcome-page.tsx';
import { pathAfter, WaitingApps } from './waiting-app.ts';

/** How a trip ended: linked, or not and why. Every page can be loaded again without doing anything again. */
@Controller('link')
export class EndingController {
  constructor(
    private readonly apps: WaitingApps,
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
      LinkedPage({ frame, provider, linkedAt: link.createdAt, app: next }),
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
    const frame = this.pages.frame(request);
    const app = await this.apps.of(request);
    if (ending === 'mismatch') {
      const page = OutcomePage({
        frame,
        outcome: { kind: ending },
        helpCode: request.id,
        request: app?.request,
      });
      return this.pages.send(reply, page);
    }
    const provider = this.providerIn(request);
    if (ending === 'conflict') {
      return this.pages.send(reply, ConflictPage({ frame, provider, helpCode: request.id }), {
        status: 409,
      });
    }
    const outcome = { kind: ending, provider };
    const page = OutcomePage({ frame, outcome, helpCode: request.id, request: app?.request });
    return this.pages.send(reply, page);
  }

  private providerIn(request: FastifyRequest): ProviderFacts {
    const { provider } = request.query as { provider?: unknown };
    return this.providers.find(String(provider)) ?? noSuchPage();
  }
}

function isEnding(text: string): text is Ending {
  return endings.some((ending) => ending === text);
}
