import { Controller, Post, Req, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access } from '../../platform/http/access.ts';
import { Tallies } from '../../platform/tallies/tallies.ts';
import { ClientAuthentication } from '../clients/client-authentication.ts';
import { sendJsonText } from '../json-answer.ts';
import { OAuthErrorFilter } from '../oauth-error.filter.ts';
import { readForm } from '../parameters.ts';
import { Introspection, inactive } from './introspection.ts';

/** The introspection endpoint (RFC 7662 §2). Token type hints change nothing and are not read. */
@Controller('oauth/introspect')
@UseFilters(OAuthErrorFilter)
export class IntrospectionController {
  constructor(
    private readonly clients: ClientAuthentication,
    private readonly introspection: Introspection,
    private readonly tallies: Tallies,
  ) {}

  @Post()
  @Access({ kind: 'client' }, 'oauth', { limit: 'introspect' })
  async post(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const form = readForm(request);
    const caller = await this.clients.authenticate(request, form);
    const answer = await this.introspection.answer(caller, form.require('token'));
    this.tallies.add('token-check', caller.id, answer === inactive ? 'no' : 'yes');
    return sendJsonText(reply, answer);
  }
}
