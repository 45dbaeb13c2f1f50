import { Controller, Post, Req, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access } from '../../platform/http/access.ts';
import { ClientAuthentication } from '../clients/client-authentication.ts';
import { sendJson } from '../json-answer.ts';
import { OAuthErrorFilter } from '../oauth-error.filter.ts';
import { readForm } from '../parameters.ts';
import { TokenRevocation } from './token-revocation.ts';

/** The revocation endpoint (RFC 7009 §2). A wrong hint still finds the token, so hints are not read. */
@Controller('oauth/revoke')
@UseFilters(OAuthErrorFilter)
export class RevocationController {
  constructor(
    private readonly clients: ClientAuthentication,
    private readonly revocation: TokenRevocation,
  ) {}

  @Post()
  @Access({ kind: 'client' }, 'oauth', { limit: 'token', readers: 'browser-apps' })
  async post(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const form = readForm(request);
    const app = await this.clients.identify(request, form);
    await this.revocation.revoke(app, form.require('token'));
    return sendJson(reply, {});
  }
}
