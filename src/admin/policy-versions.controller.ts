import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ServiceError } from '../kernel/service-error.ts';
import { may } from '../permissions/permissions.ts';
import { Access } from '../platform/http/access.ts';
import { PageAnswers } from '../platform/http/page-answers.ts';
import { PolicyDrafts } from '../policy/policy-drafts.ts';
import { PolicyRegister } from '../policy/policy-register.ts';
import { staffMemberOf } from '../staff/staff-authenticator.ts';
import { PolicyPage } from './pages/policy/policy-page.tsx';
import type { PolicyDone } from './pages/policy/policy-page.tsx';
import { VersionPage } from './pages/policy/version-page.tsx';
import { fieldIn } from './staff-form.ts';

/** The published versions of the privacy policy. They are read here and never changed. */
@Controller('staff/policy')
export class PolicyVersionsController {
  constructor(
    private readonly drafts: PolicyDrafts,
    private readonly pages: PageAnswers,
    private readonly register: PolicyRegister,
  ) {}

  @Get()
  @Access({ kind: 'staff', action: 'policy.see' }, 'page')
  async list(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const staff = staffMemberOf(request);
    const versions = await this.register.list(staff);
    const draft = await this.drafts.review(staff);
    const frame = this.pages.frame(request);
    const canWrite = may(staff, 'policy.draft');
    const done = doneIn(request);
    const page = PolicyPage({ frame, versions, draft, canWrite, ...(done && { done }) });
    return this.pages.send(reply, page);
  }

  @Get(':version')
  @Access({ kind: 'staff', action: 'policy.see' }, 'page')
  async show(
    @Param('version') number: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const known = /^[1-9]\d{0,8}$/.test(number);
    const version = known ? await this.register.find(staffMemberOf(request), Number(number)) : null;
    if (version === null) throw noSuchVersion();
    const frame = this.pages.frame(request);
    return this.pages.send(reply, VersionPage({ frame, version }));
  }
}

function doneIn({ query }: FastifyRequest): PolicyDone | undefined {
  const done = fieldIn(query, 'done');
  return done === 'published' || done === 'discarded' ? done : undefined;
}

function noSuchVersion(): ServiceError {
  return new ServiceError({ code: 'not-found', status: 404, message: 'No such version.' });
}
