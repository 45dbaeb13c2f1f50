import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access } from '../platform/http/access.ts';
import { PageAnswers } from '../platform/http/page-answers.ts';
import { Policies } from '../policy/policies.ts';
import { PolicyDrafts } from '../policy/policy-drafts.ts';
import { blankDraft } from '../policy/typed-draft.ts';
import { staffMemberOf } from '../staff/staff-authenticator.ts';
import { DiscardPage } from './pages/policy/discard-page.tsx';
import { DraftPage } from './pages/policy/draft-page.tsx';
import type { DraftPageProps } from './pages/policy/draft-page.tsx';
import { PreviewPage } from './pages/policy/preview-page.tsx';
import { revisionIn, tooLong, typedIn } from './policy-form.ts';
import { fieldIn } from './staff-form.ts';

/** The longest texts in both languages, with every letter written as a form writes the rarest: six bytes for an "ñ". */
const longForm = 640 * 1024;

/** The draft of the next version of the privacy policy: writing it, and seeing it as residents would. */
@Controller('staff/policy/draft')
export class PolicyDraftController {
  constructor(
    private readonly drafts: PolicyDrafts,
    private readonly pages: PageAnswers,
    private readonly policies: Policies,
  ) {}

  @Get()
  @Access({ kind: 'staff', action: 'policy.draft' }, 'page')
  async edit(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const draft = await this.drafts.review(staffMemberOf(request));
    const { typed, revision, problems } = draft ?? { typed: blankDraft };
    const isSaved = fieldIn(request.query, 'done') === 'saved';
    return this.show(request, reply, { typed, revision, isSaved, lacks: problems ?? [] });
  }

  @Post()
  @Access({ kind: 'staff', action: 'policy.draft' }, 'page', { mostBytes: longForm })
  async save(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const typed = typedIn(request);
    const revision = revisionIn(request);
    const again = { typed, revision: revision ?? undefined };
    const long = tooLong(typed);
    if (long.length > 0) return this.show(request, reply, { ...again, long });
    const outcome = await this.drafts.save(staffMemberOf(request), typed, revision);
    switch (outcome.kind) {
      case 'saved':
        return this.pages.goTo(request, reply, '/staff/policy/draft?done=saved');
      case 'changed':
        return this.show(request, reply, { ...again, isOvertaken: true });
      default:
        return outcome satisfies never;
    }
  }

  @Get('preview')
  @Access({ kind: 'staff', action: 'policy.see' }, 'page')
  async preview(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const staff = staffMemberOf(request);
    const draft = await this.drafts.review(staff);
    if (draft === null) return this.pages.goTo(request, reply, '/staff/policy');
    const frame = this.pages.frame(request);
    return this.pages.send(reply, PreviewPage({ frame, draft, staff }));
  }

  @Get('discard')
  @Access({ kind: 'staff', action: 'policy.draft' }, 'page')
  async ask(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const draft = await this.drafts.review(staffMemberOf(request));
    if (draft === null) return this.pages.goTo(request, reply, '/staff/policy');
    const frame = this.pages.frame(request);
    return this.pages.send(reply, DiscardPage({ frame, revision: draft.revision }));
  }

  /** Who comes with an old page sees the draft as it is now, and decides again. */
  @Post('discard')
  @Access({ kind: 'staff', action: 'policy.draft' }, 'page')
  async discard(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const outcome = await this.drafts.discard(staffMemberOf(request), revisionIn(request) ?? 0);
    const next = outcome.kind === 'saved' ? '?done=discarded' : '/draft/preview';
    return this.pages.goTo(request, reply, `/staff/policy${next}`);
  }

  private async show(
    request: FastifyRequest,
    reply: FastifyReply,
    shown: Omit<DraftPageProps, 'frame' | 'number'>,
  ): Promise<FastifyReply> {
    const frame = { ...this.pages.frame(request), path: '/staff/policy/draft' };
    const number = (await this.policies.last()).version + 1;
    const status = shown.isOvertaken || shown.long ? 422 : 200;
    return this.pages.send(reply, DraftPage({ frame, number, ...shown }), { status });
  }
}
