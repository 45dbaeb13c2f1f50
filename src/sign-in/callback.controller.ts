import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { minutes } from '../kernel/duration.ts';
import { Access } from '../platform/http/access.ts';
import { browserHash } from '../platform/http/browser-binding.ts';
import { PageAnswers, seeOther } from '../platform/http/page-answers.ts';
import { callbackShape } from '../providers/callback-shape.ts';
import { Providers } from '../providers/providers.ts';
import { Sessions } from '../residents/sessions.ts';
import { pathIn } from '../words/words.ts';
import type { Language } from '../words/words.ts';
import { Arrivals } from './arrivals.ts';
import { Exchanges } from './exchanges.ts';
import { flowSeconds } from './flow.ts';
import type { ConsumedFlow } from './flow.ts';
import { Flows } from './flows.ts';
import type { Consumption } from './flows.ts';
import { noSuchPage } from './journey-error.ts';
import { failedPath } from './outcome-path.ts';
import { OutcomePage } from './pages/outcome-page.tsx';
import type { Outcome } from './pages/outcome-page.tsx';

/** The way back. One address per provider configuration, so that one provider's code never reaches another. */
@Controller('callback')
export class CallbackController {
  constructor(
    private readonly arrivals: Arrivals,
    private readonly exchanges: Exchanges,
    private readonly flows: Flows,
    private readonly pages: PageAnswers,
    private readonly providers: Providers,
    private readonly sessions: Sessions,
  ) {}

  /** Shape, then state, browser and session; only then the code is exchanged. Never renders what it was told. */
  @Get(':provider')
  @Access({ kind: 'public' }, 'page', { limit: 'callback' })
  async arrive(
    @Param('provider') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const provider = this.providers.find(id) ?? noSuchPage();
    const shape = callbackShape(request.query as Record<string, unknown>);
    if (shape.kind === 'malformed') return this.refuse(request, reply, { kind: 'mismatch' });
    if (shape.kind === 'code' && !this.providers.issMatches(id, shape.iss)) {
      return this.refuse(request, reply, { kind: 'mismatch' });
    }
    const consumption = await this.consume(request, provider.id, shape.state);
    if (consumption.kind === 'expired') {
      const outcome = { kind: 'expired', minutes: flowSeconds / minutes(1) } as const;
      return this.refuse(request, reply, outcome, consumption.language);
    }
    if (consumption.kind === 'mismatch') return this.refuse(request, reply, { kind: 'mismatch' });
    const { flow } = consumption;
    if (shape.kind === 'code') return this.follow(request, reply, flow, shape);
    const ending = shape.kind === 'cancelled' ? 'cancelled' : 'provider-error';
    this.exchanges.count(flow, ending === 'cancelled' ? 'declined' : 'failed');
    return this.leave(reply, flow, failedPath(flow, ending));
  }

  private async consume(
    request: FastifyRequest,
    provider: string,
    state: string | undefined,
  ): Promise<Consumption> {
    const browser = browserHash(request);
    if (state === undefined || browser === null) return { kind: 'mismatch' };
    const session = await this.sessions.current(request);
    return this.flows.consume({ state, provider, browserHash: browser, session });
  }

  private async follow(
    request: FastifyRequest,
    reply: FastifyReply,
    flow: ConsumedFlow,
    callback: { code: string; iss?: string },
  ): Promise<FastifyReply> {
    const outcome = await this.exchanges.finish(flow, callback);
    if (outcome === null) return this.leave(reply, flow, failedPath(flow, 'switched-off'));
    const path = await this.arrivals.pathFor({ outcome, flow, request, reply });
    return this.leave(reply, flow, path);
  }

  /** A fragment of our own keeps the one that Facebook appends (`#_=_`) out of the address bar. */
  private leave(reply: FastifyReply, flow: ConsumedFlow, path: string): FastifyReply {
    void reply.header('referrer-policy', 'no-referrer');
    return seeOther(reply, `${pathIn(flow.language, path)}#main`);
  }

  /** The address of the callback has no language; a flow remembers the one it began in. */
  private refuse(
    request: FastifyRequest,
    reply: FastifyReply,
    outcome: Outcome,
    language?: Language,
  ): FastifyReply {
    const frame = { ...this.pages.frame(request, language), path: '/' };
    const page = OutcomePage({
      frame,
      outcome,
      helpCode: this.pages.helpCode(request, outcome.kind),
    });
    return this.pages.send(reply, page, { status: 400, referrer: 'no-referrer' });
  }
}
