import { Controller, Post, Req, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { CityApp } from '../../apps/city-app.ts';
import { Access } from '../../platform/http/access.ts';
import { Tallies } from '../../platform/tallies/tallies.ts';
import { ClientAuthentication } from '../clients/client-authentication.ts';
import { OAuthError } from '../oauth-error.ts';
import { OAuthErrorFilter } from '../oauth-error.filter.ts';
import { sendJson } from '../json-answer.ts';
import { readForm } from '../parameters.ts';
import type { Parameters } from '../parameters.ts';
import { TokenHandler } from './token-handler.ts';
import type { TokenResponse } from './token-issuer.ts';

/** The token endpoint (RFC 6749 §3.2). */
@Controller('oauth/token')
@UseFilters(OAuthErrorFilter)
export class TokenController {
  constructor(
    private readonly clients: ClientAuthentication,
    private readonly handler: TokenHandler,
    private readonly tallies: Tallies,
  ) {}

  @Post()
  @Access({ kind: 'client' }, 'oauth', { limit: 'token', readers: 'browser-apps' })
  async post(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const form = readForm(request);
    const app = await this.clients.identify(request, form);
    return sendJson(reply, await this.answer(app, form));
  }

  /** Counts how it ended, by the code of the error. */
  private async answer(app: CityApp, form: Parameters): Promise<TokenResponse> {
    try {
      const answer = await this.handler.answer(app, form);
      this.tallies.add('token-request', app.id, 'issued');
      return answer;
    } catch (error) {
      if (error instanceof OAuthError) this.tallies.add('token-request', app.id, error.error);
      throw error;
    }
  }
}
