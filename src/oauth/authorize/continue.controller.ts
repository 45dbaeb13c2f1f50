import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access } from '../../platform/http/access.ts';
import { Journey } from './journey.ts';
import { Refusals } from './refusals.ts';
import { WaitingRequests } from './waiting-requests.ts';

/** Where every page on the way comes back to, so that the dispatcher decides what comes next. */
@Controller('oauth/continue')
export class ContinueController {
  constructor(
    private readonly waiting: WaitingRequests,
    private readonly journey: Journey,
    private readonly refusals: Refusals,
  ) {}

  @Get(':request')
  @Access({ kind: 'public' }, 'page')
  async goOn(
    @Param('request') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const exchange = { request, reply };
    const asked = await this.waiting.findOrClaim(id, request, reply);
    return asked ? this.journey.go(exchange, asked) : this.refusals.showExpired(exchange);
  }
}
