import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Deletions } from '../erasure/deletions.ts';
import { readCode } from '../kernel/confirmation-code.ts';
import { Access } from '../platform/http/access.ts';
import { bindBrowser } from '../platform/http/browser-binding.ts';
import { PageAnswers } from '../platform/http/page-answers.ts';
import { DeletionStatusPage } from './pages/deletion-status-page.tsx';

/** What became of a deletion. Anybody with the code may know, and nobody learns whose record it was. */
@Controller('deletion')
export class DeletionStatusController {
  constructor(
    private readonly deletions: Deletions,
    private readonly pages: PageAnswers,
  ) {}

  @Get()
  @Access({ kind: 'public' }, 'page')
  form(@Req() request: FastifyRequest, @Res() reply: FastifyReply): FastifyReply {
    bindBrowser(request, reply);
    const page = DeletionStatusPage({ frame: this.pages.frame(request), status: null });
    return this.pages.send(reply, page);
  }

  /** The code as it was typed leads to its own page; what cannot be one is not put into an address. */
  @Post()
  @Access({ kind: 'public' }, 'page', { limit: 'deletion-code' })
  async check(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const { code } = request.body as { code?: unknown };
    const typed = typeof code === 'string' ? code : '';
    const known = readCode(typed);
    if (known !== null) return this.pages.goTo(request, reply, `/deletion/${known}`);
    return this.show(request, reply, { typed, status: 422 });
  }

  @Get(':code')
  @Access({ kind: 'public' }, 'page', { limit: 'deletion-code' })
  status(
    @Param('code') typed: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    return this.show(request, reply, { typed, status: 404 });
  }

  /** A code that nobody was given looks like one whose time is over, and either like a slip of the finger. */
  private async show(
    request: FastifyRequest,
    reply: FastifyReply,
    { typed, status: whenUnknown }: { typed: string; status: number },
  ): Promise<FastifyReply> {
    bindBrowser(request, reply);
    const status = await this.deletions.status(typed);
    const isUnknown = status.kind === 'unknown';
    const known = this.pages.frame(request);
    const frame = isUnknown ? { ...known, path: '/deletion' } : known;
    const page = DeletionStatusPage({ frame, status, typed });
    return this.pages.send(reply, page, { status: isUnknown ? whenUnknown : 200 });
  }
}
