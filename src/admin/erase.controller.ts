import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Erasure } from '../erasure/erasure.ts';
import { Access } from '../platform/http/access.ts';
import { PageAnswers } from '../platform/http/page-answers.ts';
import { staffMemberOf } from '../staff/staff-authenticator.ts';
import { ErasedPage, ErasePage } from './pages/records/erase-page.tsx';
import { RecordDesk } from './records/record-desk.ts';
import { fieldIn } from './staff-form.ts';

/** Deleting a whole record for a resident who asked for it. */
@Controller('staff/records/:record/erase')
export class EraseController {
  constructor(
    private readonly desk: RecordDesk,
    private readonly erasure: Erasure,
    private readonly pages: PageAnswers,
  ) {}

  @Get()
  @Access({ kind: 'staff', action: 'record.erase' }, 'page')
  async ask(
    @Param('record') record: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const shown = await this.desk.shown(request, record);
    if (shown === null) return this.desk.askWhy(request, reply, { record });
    return this.pages.send(reply, ErasePage({ frame: shown.frame, record }));
  }

  /** The page answers directly: the code is shown once and kept nowhere. */
  @Post()
  @Access({ kind: 'staff', action: 'record.erase' }, 'page')
  async erase(
    @Param('record') record: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const shown = await this.desk.shown(request, record);
    if (shown === null) return this.desk.askWhy(request, reply, { record });
    const { frame } = shown;
    if (fieldIn(request.body, 'understood') !== 'yes') {
      const page = ErasePage({ frame, record, isUnchecked: true });
      return this.pages.send(reply, page, { status: 422 });
    }
    const outcome = await this.erasure.eraseByStaff(staffMemberOf(request), record);
    if (outcome.kind !== 'erased') return this.desk.gone(request, reply);
    const page = ErasedPage({ frame: { ...frame, path: '/staff/find' }, code: outcome.code });
    return this.pages.send(reply, page);
  }
}
