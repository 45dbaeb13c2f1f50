import { Controller, Get, Post, Req, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access } from '../../platform/http/access.ts';
import { sendJson } from '../json-answer.ts';
import { OAuthErrorFilter } from '../oauth-error.filter.ts';
import { isForm, readForm } from '../parameters.ts';
import { bearerTokenOf } from '../tokens/bearer-token.ts';
import { Userinfo } from './userinfo.ts';

/** The userinfo endpoint (OIDC Core §5.3.1): GET and POST, the token in the header or in a form. */
@Controller('oauth/userinfo')
@UseFilters(OAuthErrorFilter)
export class UserinfoController {
  constructor(private readonly userinfo: Userinfo) {}

  @Get()
  @Access({ kind: 'client' }, 'oauth')
  async get(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    return this.answer(reply, bearerTokenOf(request));
  }

  @Post()
  @Access({ kind: 'client' }, 'oauth')
  async post(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const inForm = isForm(request) ? readForm(request).get('access_token') : null;
    return this.answer(reply, bearerTokenOf(request) ?? inForm);
  }

  /** Any page may read the answer: whoever holds the token may, and no cookie is looked at. */
  private async answer(reply: FastifyReply, token: string | null): Promise<FastifyReply> {
    void reply.headers({
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
    });
    return sendJson(reply, await this.userinfo.of(token));
  }
}
