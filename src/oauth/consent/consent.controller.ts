import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access } from '../../platform/http/access.ts';
import { Policies } from '../../policy/policies.ts';
import type { Session } from '../../residents/sessions.ts';
import type { Asked } from '../authorize/asked.ts';
import { Journey } from '../authorize/journey.ts';
import { WaitingRequests } from '../authorize/waiting-requests.ts';
import { ConsentDecisions } from './consent-decisions.ts';
import { ConsentPages } from './consent-pages.ts';

/** Asks the resident about one app. A yes counts for this app alone. */
@Controller('connect/:request')
export class ConsentController {
  constructor(
    private readonly waiting: WaitingRequests,
    private readonly journey: Journey,
    private readonly decisions: ConsentDecisions,
    private readonly pages: ConsentPages,
    private readonly policies: Policies,
  ) {}

  @Get()
  @Access({ kind: 'public' }, 'page')
  async ask(
    @Param('request') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const exchange = { request, reply };
    const asked = await this.waiting.find(id, request);
    if (asked === null) return this.pages.showExpired(exchange);
    const hop = await this.journey.next(exchange, asked);
    if (hop.kind !== 'consent') return this.journey.follow(exchange, asked, hop);
    return this.pages.show(exchange, asked, hop.session);
  }

  @Post()
  @Access({ kind: 'public' }, 'page')
  async decide(
    @Param('request') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const exchange = { request, reply };
    const asked = await this.waiting.find(id, request);
    if (asked === null) return this.pages.showExpired(exchange);
    const hop = await this.journey.next(exchange, asked);
    if (hop.kind === 'login' || hop.kind === 'refuse') {
      return this.journey.follow(exchange, asked, hop);
    }
    // Whoever has not agreed to the policy can only say no.
    if (hop.kind === 'policy' && isYes(request)) return this.journey.follow(exchange, asked, hop);
    return this.journey.toApp(exchange, asked, await this.carryOut(request, asked, hop.session));
  }

  /** Only a plain yes is a yes; anything else the form might say is a no. */
  private async carryOut(
    request: FastifyRequest,
    asked: Asked,
    session: Session,
  ): Promise<string | null> {
    if (!isYes(request)) return this.decisions.decline(asked, session);
    const { link } = request.body as { link?: unknown };
    const shown = await this.policies.shownOn(request.body);
    const required = await this.policies.required();
    const policy = { shown: shown.version, required: required.version };
    return this.decisions.accept(asked, session, { chosen: [link].flat().map(String), policy });
  }
}

function isYes({ body }: FastifyRequest): boolean {
  return (body as { decision?: unknown }).decision === 'yes';
}
