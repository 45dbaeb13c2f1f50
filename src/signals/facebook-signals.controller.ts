import { Controller, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../config/config.ts';
import { Access } from '../platform/http/access.ts';
import { FacebookRequests } from './facebook-requests.ts';

/** Facebook's two callbacks. Both get a form with one field, `signed_request`. */
@Controller('signals/facebook')
export class FacebookSignalsController {
  constructor(
    private readonly config: Config,
    private readonly requests: FacebookRequests,
  ) {}

  @Post('deauthorize')
  @Access({ kind: 'provider' }, 'signal', { mostBytes: 16_384 })
  async deauthorize(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    await this.requests.deauthorize(signedRequestIn(request.body));
    return reply.code(200).header('cache-control', 'no-store').send({});
  }

  /** Answers where whoever asked can see what came of it; the address holds no dashes, as Facebook wants it. */
  @Post('deletion')
  @Access({ kind: 'provider' }, 'signal', { mostBytes: 16_384 })
  async delete(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const code = (await this.requests.delete(signedRequestIn(request.body))).replaceAll('-', '');
    const answer = { url: `${this.config.issuer}/deletion/${code}`, confirmation_code: code };
    return reply.code(200).header('cache-control', 'no-store').send(answer);
  }
}

function signedRequestIn(body: unknown): unknown {
  return (body as { signed_request?: unknown } | null | undefined)?.signed_request;
}
