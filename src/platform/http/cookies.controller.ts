import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../../config/config.ts';
import { CookiesPage } from '../pages/cookies-page.tsx';
import { Access } from './access.ts';
import { declaredCookies } from './cookies.ts';
import { languageOf } from './language.ts';
import { PageAnswers } from './page-answers.ts';

/** Says which cookies there are, from the registry that sets them. */
@Controller('cookies')
export class CookiesController {
  constructor(
    private readonly config: Config,
    private readonly pages: PageAnswers,
  ) {}

  @Get()
  @Access({ kind: 'public' }, 'page')
  show(@Req() request: FastifyRequest, @Res() reply: FastifyReply): FastifyReply {
    const language = languageOf(request);
    const cookies = declaredCookies().map((cookie) => ({
      name: cookie.name,
      purpose: cookie.why(language),
      ends: cookie.ends(language, this.config),
    }));
    return this.pages.send(reply, CookiesPage({ frame: this.pages.frame(request), cookies }));
  }
}
