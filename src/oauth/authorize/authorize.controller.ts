import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access } from '../../platform/http/access.ts';
import { seeOther } from '../../platform/http/page-answers.ts';
import { Requests } from '../../requests/requests.ts';
import { Parameters } from '../parameters.ts';
import type { RawParameters } from '../parameters.ts';
import { AuthorizeFlow } from './authorize.flow.ts';
import { Journey } from './journey.ts';
import { Refusals } from './refusals.ts';

/** The authorization endpoint (RFC 6749 §3.1, OIDC Core §3.1.2). */
@Controller('oauth/authorize')
export class AuthorizeController {
  constructor(
    private readonly flow: AuthorizeFlow,
    private readonly journey: Journey,
    private readonly requests: Requests,
    private readonly refusals: Refusals,
  ) {}

  @Get()
  @Access({ kind: 'public' }, 'page')
  async get(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const judgement = await this.flow.judge(new Parameters(request.query as RawParameters));
    const exchange = { request, reply };
    if (judgement.kind !== 'accepted') return this.refusals.answer(exchange, judgement);
    const { app, parameters } = judgement;
    return this.journey.go(exchange, { id: null, app, parameters, since: null });
  }

  /**
   * A form posted by the app's own page comes without our cookies, which are `SameSite=Lax`. So the request is
   * kept for whichever browser comes next with a GET. No form of ours is posted here: there is nothing to forge.
   */
  @Post()
  @Access({ kind: 'public' }, 'oauth')
  async post(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const judgement = await this.flow.judge(new Parameters((request.body ?? {}) as RawParameters));
    if (judgement.kind !== 'accepted') return this.refusals.answer({ request, reply }, judgement);
    const { app, parameters } = judgement;
    const id = await this.requests.remember({ browserHash: null, appId: app.id, parameters });
    return seeOther(reply, `/oauth/continue/${id}`);
  }
}
