import { Controller, Get, Post, Req, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access } from '../../platform/http/access.ts';
import { sendJson } from '../json-answer.ts';
import { OAuthErrorFilter } from '../oauth-error.filter.ts';
import { isForm, readForm } from '../parameters.ts';
import { bearerTokenOf } from '../tokens/bearer-token.ts';
import { Userinfo } from './userinfo.ts';

/**
 * The userinfo endpoint (OIDC Core §5.3.1): GET and POST, the token in the header or in a form. Any page may read the
 * answer, since whoever holds the token may, and no cookie is looked at.
 */
@Controller('oauth/userinfo')
@UseFilters(OAuthErrorFilter)
export class UserinfoController {
  constructor(private readonly userinfo: Userinfo) {}

  @Get()
  @Access({ kind: 'client' }, 'oauth', { readers: 'anyone' })
  async get(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    return this.answer(reply, bearerTokenOf(request));
  }

  @Post()
  @Access({ kind: 'client' }, 'oauth', { readers: 'anyone' })
  async post(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const inForm = isForm(request) ? readForm(request).get('access_token') : null;
    return this.answer(reply, bearerTokenOf(request) ?? inForm);
  }

  private async answer(reply: FastifyReply, token: string | null): Promise<FastifyReply> {
    return sendJson(reply, await this.userinfo.of(token));
  }
}
