import { Controller, Post, Req, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access } from '../../platform/http/access.ts';
import { ClientAuthentication } from '../clients/client-authentication.ts';
import { sendJsonText } from '../json-answer.ts';
import { OAuthErrorFilter } from '../oauth-error.filter.ts';
import { readForm } from '../parameters.ts';
import { Introspection } from './introspection.ts';

/** The introspection endpoint (RFC 7662 §2). Token type hints change nothing and are not read. */
@Controller('oauth/introspect')
@UseFilters(OAuthErrorFilter)
export class IntrospectionController {
  constructor(
    private readonly clients: ClientAuthentication,
    private readonly introspection: Introspection,
  ) {}

  @Post()
  @Access({ kind: 'client' }, 'oauth', { limit: 'introspect' })
  async post(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const form = readForm(request);
    const caller = await this.clients.authenticate(request, form);
    return sendJsonText(reply, await this.introspection.answer(caller, form.require('token')));
  }
}
