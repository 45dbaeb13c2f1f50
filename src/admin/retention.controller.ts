import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ServiceError } from '../kernel/service-error.ts';
import { may } from '../permissions/permissions.ts';
import { Access } from '../platform/http/access.ts';
import { PageAnswers } from '../platform/http/page-answers.ts';
import { Retention } from '../retention/retention.ts';
import { StaffPeople } from '../staff/people.ts';
import { staffMemberOf } from '../staff/staff-authenticator.ts';
import { RetentionPage, retentionDone, sumsOf } from './pages/retention/retention-page.tsx';
import type { RetentionDone } from './pages/retention/retention-page.tsx';
import { CertificatePage, RunPage } from './pages/retention/run-page.tsx';
import { withNames } from './retention/run-names.ts';
import { fieldIn } from './staff-form.ts';

const shownRuns = 10;

/** What is kept for how long, what would go now, the runs that delete it, and beginning one. */
@Controller('staff/retention')
export class RetentionController {
  constructor(
    private readonly pages: PageAnswers,
    private readonly people: StaffPeople,
    private readonly retention: Retention,
  ) {}

  @Get()
  @Access({ kind: 'staff', action: 'retention.see' }, 'page')
  async show(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const by = staffMemberOf(request);
    const page = RetentionPage({
      frame: { ...this.pages.frame(request), path: '/staff/retention' },
      rows: await this.retention.preview(by),
      runs: await withNames(this.people, await this.retention.lastRuns(by, shownRuns)),
      canRun: may(by, 'retention.run'),
      done: doneIn(request),
    });
    return this.pages.send(reply, page);
  }

  @Get('runs/:run')
  @Access({ kind: 'staff', action: 'retention.see' }, 'page')
  async certificate(
    @Param('run') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const run = await this.retention.find(staffMemberOf(request), id);
    if (run === null) {
      throw new ServiceError({ code: 'not-found', status: 404, message: 'No such run.' });
    }
    return this.pages.send(reply, CertificatePage({ frame: this.pages.frame(request), run }));
  }

  @Get('run')
  @Access({ kind: 'staff', action: 'retention.run' }, 'page')
  async ask(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const by = staffMemberOf(request);
    const { due } = sumsOf(await this.retention.preview(by));
    const [newest] = await this.retention.lastRuns(by, 1);
    const frame = this.pages.frame(request);
    return this.pages.send(reply, RunPage({ frame, due, newest: newest?.id ?? null }));
  }

  /** A form that is sent twice gets the run of the first time. */
  @Post('run')
  @Access({ kind: 'staff', action: 'retention.run' }, 'page')
  async run(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const seen = fieldIn(request.body, 'seen') || null;
    const { kind } = await this.retention.run(staffMemberOf(request), seen);
    return this.pages.goTo(request, reply, `/staff/retention?done=${kind}`);
  }
}

function doneIn({ query }: FastifyRequest): RetentionDone | undefined {
  const said = fieldIn(query, 'done');
  return Object.hasOwn(retentionDone, said) ? (said as RetentionDone) : undefined;
}
