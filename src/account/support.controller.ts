import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access } from '../platform/http/access.ts';
import { PageAnswers } from '../platform/http/page-answers.ts';
import { sessionOf } from '../residents/resident-authenticator.ts';
import { codeMinutes, SupportCodes } from '../support/support-codes.ts';
import { SupportCodePage } from './pages/support-code-page.tsx';

/** The code with which the help desk may open a resident's record. */
@Controller('account/support-code')
export class SupportController {
  constructor(
    private readonly codes: SupportCodes,
    private readonly pages: PageAnswers,
  ) {}

  @Get()
  @Access({ kind: 'resident' }, 'page')
  async show(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const isLive = await this.codes.hasLive(sessionOf(request).residentId);
    const frame = this.pages.frame(request);
    const page = SupportCodePage({ frame, minutes: codeMinutes, isLive });
    return this.pages.send(reply, page);
  }

  /** The page answers directly: the code is shown once and kept nowhere. A second click shows the one that counts. */
  @Post()
  @Access({ kind: 'resident' }, 'page')
  async make(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const code = await this.codes.make(sessionOf(request));
    if (code === null) return this.pages.goTo(request, reply, '/signed-out');
    const frame = this.pages.frame(request);
    const page = SupportCodePage({ frame, minutes: codeMinutes, isLive: true, code });
    return this.pages.send(reply, page);
  }

  @Post('cancel')
  @Access({ kind: 'resident' }, 'page')
  async cancel(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    await this.codes.cancel(sessionOf(request).residentId);
    return this.pages.goTo(request, reply, '/account/support-code');
  }
}
