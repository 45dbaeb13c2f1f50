import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../config/config.ts';
import { Access } from '../platform/http/access.ts';
import { PageAnswers } from '../platform/http/page-answers.ts';
import { currentPolicy } from '../policy/policy.ts';
import { Providers } from '../providers/providers.ts';
import { AccessibilityPage } from './pages/accessibility-page.tsx';
import { PrivacyPage } from './pages/privacy-page.tsx';

/** What everybody may read without an account, and without a cookie. */
@Controller()
export class InformationController {
  constructor(
    private readonly config: Config,
    private readonly pages: PageAnswers,
    private readonly providers: Providers,
  ) {}

  @Get('privacy')
  @Access({ kind: 'public' }, 'page')
  privacy(@Req() request: FastifyRequest, @Res() reply: FastifyReply): FastifyReply {
    const policy = {
      ...currentPolicy,
      sessionKept: [this.config.sessions.absoluteSeconds / 3600, 'hour'],
      answerKept: [10, 'minute'],
      historyKept: [24, 'month'],
    } as const;
    const frame = this.pages.frame(request);
    return this.pages.send(reply, PrivacyPage({ frame, policy, providers: this.providers.list() }));
  }

  @Get('accessibility')
  @Access({ kind: 'public' }, 'page')
  accessibility(@Req() request: FastifyRequest, @Res() reply: FastifyReply): FastifyReply {
    return this.pages.send(reply, AccessibilityPage({ frame: this.pages.frame(request) }));
  }
}
