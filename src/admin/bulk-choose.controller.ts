import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Apps } from '../apps/apps.ts';
import { BulkPlans } from '../bulk/bulk-plans.ts';
import { Config } from '../config/config.ts';
import { Access } from '../platform/http/access.ts';
import { PageAnswers } from '../platform/http/page-answers.ts';
import { Providers } from '../providers/providers.ts';
import { staffMemberOf } from '../staff/staff-authenticator.ts';
import type { Problem } from '../ui/error-summary.tsx';
import { sayIn } from '../words/words.ts';
import { choiceIn, emptyChoice } from './bulk/choice.ts';
import type { Choice } from './bulk/choice.ts';
import { chosenOrder } from './bulk/chosen-order.ts';
import { ChoosePage } from './pages/bulk/choose-page.tsx';
import { fieldIn } from './staff-form.ts';

/** Choosing which links a plan is about. What the form sends is looked at and frozen; no link changes. */
@Controller('staff/bulk/new')
export class BulkChooseController {
  constructor(
    private readonly apps: Apps,
    private readonly config: Config,
    private readonly pages: PageAnswers,
    private readonly plans: BulkPlans,
    private readonly providers: Providers,
  ) {}

  /** A provider that the address names is chosen already. */
  @Get()
  @Access({ kind: 'staff', action: 'bulk.preview' }, 'page')
  ask(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    return this.show(request, reply, {
      choice: { ...emptyChoice, provider: fieldIn(request.query, 'provider') },
    });
  }

  @Post()
  @Access({ kind: 'staff', action: 'bulk.preview' }, 'page')
  async look(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const choice = choiceIn(request.body);
    const say = sayIn(this.pages.frame(request).language);
    const chosen = chosenOrder(choice, {
      say,
      timeZone: this.config.site.timeZone,
      providers: this.providers.list(),
      apps: await this.apps.list(),
    });
    if (chosen.kind === 'refused') {
      return this.show(request, reply, { choice, problems: chosen.problems });
    }
    const preview = await this.plans.preview(staffMemberOf(request), chosen.order);
    switch (preview.kind) {
      case 'planned':
        return this.pages.goTo(request, reply, `/staff/bulk/${preview.plan.id}`);
      case 'nothing-found': {
        const problem = { field: 'provider', message: say('staff.bulk.choose.nothing') };
        return this.show(request, reply, { choice, problems: [problem] });
      }
      case 'too-wide': {
        const problem = { field: 'from', message: say('staff.bulk.choose.narrow.missing') };
        return this.show(request, reply, { choice, problems: [problem] });
      }
      default:
        return preview satisfies never;
    }
  }

  private async show(
    request: FastifyRequest,
    reply: FastifyReply,
    { choice, problems = [] }: { choice: Choice; problems?: readonly Problem[] },
  ): Promise<FastifyReply> {
    const page = ChoosePage({
      frame: this.pages.frame(request),
      providers: this.providers.list(),
      apps: await this.apps.list(),
      choice,
      problems,
    });
    return this.pages.send(reply, page, { status: problems.length > 0 ? 422 : 200 });
  }
}
