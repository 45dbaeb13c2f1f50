import { Controller, Post, Req, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access } from '../../platform/http/access.ts';
import { ClientAuthentication } from '../clients/client-authentication.ts';
import { OAuthErrorFilter } from '../oauth-error.filter.ts';
import { sendJson } from '../json-answer.ts';
import { readForm } from '../parameters.ts';
import { TokenHandler } from './token-handler.ts';

/** The token endpoint (RFC 6749 §3.2). */
@Controller('oauth/token')
@UseFilters(OAuthErrorFilter)
export class TokenController {
  constructor(
    private readonly clients: ClientAuthentication,
    private readonly handler: TokenHandler,
  ) {}

  @Post()
  @Access({ kind: 'client' }, 'oauth', { limit: 'token', readers: 'browser-apps' })
  async post(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const form = readForm(request);
    const app = await this.clients.identify(request, form);
    return sendJson(reply, await this.handler.answer(app, form));
  }
}
