import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../config/config.ts';
import { Access } from '../platform/http/access.ts';
import { PageAnswers } from '../platform/http/page-answers.ts';
import { PolicyDrafts } from '../policy/policy-drafts.ts';
import { staffMemberOf } from '../staff/staff-authenticator.ts';
import { PublishPage } from './pages/policy/publish-page.tsx';
import type { PublishProblem } from './pages/policy/publish-page.tsx';
import { revisionIn } from './policy-form.ts';
import { fieldIn } from './staff-form.ts';

/** Publishing the draft, which takes a passkey within the last minutes and the number of the version. */
@Controller('staff/policy/draft/publish')
export class PolicyPublishController {
  constructor(
    private readonly config: Config,
    private readonly drafts: PolicyDrafts,
    private readonly pages: PageAnswers,
  ) {}

  @Get()
  @Access({ kind: 'staff', action: 'policy.change' }, 'page')
  ask(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    return this.show(request, reply);
  }

  @Post()
  @Access({ kind: 'staff', action: 'policy.change' }, 'page')
  async publish(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const typedNumber = fieldIn(request.body, 'number');
    const revision = revisionIn(request) ?? 0;
    const order = { revision, typedNumber };
    const outcome = await this.drafts.publish(staffMemberOf(request), order);
    switch (outcome.kind) {
      case 'published':
        return this.pages.goTo(request, reply, '/staff/policy?done=published');
      case 'other-number':
      case 'changed':
        return this.show(request, reply, outcome.kind);
      case 'refused':
        return this.pages.goTo(request, reply, '/staff/policy/draft');
      default:
        return outcome satisfies never;
    }
  }

  /** A draft that cannot be published is shown where it can be mended. */
  private async show(
    request: FastifyRequest,
    reply: FastifyReply,
    problem?: PublishProblem,
  ): Promise<FastifyReply> {
    const draft = await this.drafts.review(staffMemberOf(request));
    if (draft === null) return this.pages.goTo(request, reply, '/staff/policy');
    const { version, revision } = draft;
    if (version === null) return this.pages.goTo(request, reply, '/staff/policy/draft');
    const frame = { ...this.pages.frame(request), path: '/staff/policy/draft/publish' };
    const { graceSeconds } = this.config.policy;
    const pausesFrom = new Date(version.since.getTime() + graceSeconds * 1000);
    const page = PublishPage({ frame, version, revision, pausesFrom, ...(problem && { problem }) });
    return this.pages.send(reply, page, { status: problem ? 422 : 200 });
  }
}
