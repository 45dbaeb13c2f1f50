import { Controller, Get, Param, Post, Req, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access } from '../../platform/http/access.ts';
import { languageOf } from '../../platform/http/language.ts';
import { seeOther } from '../../platform/http/page-answers.ts';
import { pathIn } from '../../words/words.ts';
import { readLanguage } from '../authorize/steps/read-language.ts';
import { OAuthErrorFilter } from '../oauth-error.filter.ts';
import { OAuthError } from '../oauth-error.ts';
import { isForm, Parameters } from '../parameters.ts';
import type { RawParameters } from '../parameters.ts';
import { LogoutFlow } from './logout-flow.ts';
import { LogoutRequests } from './logout-requests.ts';
import { Logouts } from './logouts.ts';

/** The end session endpoint (RP-Initiated Logout §2): GET, POST, and where a POST goes on. */
@Controller('oauth/logout')
@UseFilters(OAuthErrorFilter)
export class LogoutController {
  constructor(
    private readonly flow: LogoutFlow,
    private readonly logouts: Logouts,
    private readonly requests: LogoutRequests,
  ) {}

  @Get()
  @Access({ kind: 'public' }, 'page')
  async get(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const parameters = new Parameters(request.query as RawParameters);
    const wish = await this.flow.judge(parameters);
    return this.logouts.carryOut({ request, reply }, wish, readLanguage(parameters));
  }

  /**
   * A form on the app's own page comes without our cookies, which are `SameSite=Lax`: the browser brings them with
   * the GET that follows. A form that proves nothing leaves nothing behind.
   */
  @Post()
  @Access({ kind: 'public' }, 'oauth')
  async post(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    if (!isForm(request)) throw new OAuthError('not-a-form');
    const parameters = new Parameters((request.body ?? {}) as RawParameters);
    const wish = await this.flow.judge(parameters);
    const language = readLanguage(parameters);
    if (wish !== null) {
      const id = await this.requests.remember({ wish, language });
      return seeOther(reply, `/oauth/logout/${id}`);
    }
    return seeOther(reply, pathIn(language ?? languageOf(request), '/oauth/logout'));
  }

  @Get(':request')
  @Access({ kind: 'public' }, 'page')
  async goOn(
    @Param('request') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const carried = await this.requests.take(id);
    const { wish = null, language = null } = carried ?? {};
    return this.logouts.carryOut({ request, reply }, wish, language);
  }
}
