import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppDesk } from '../apps/app-desk.ts';
import type { Registration } from '../apps/apps.ts';
import { Config } from '../config/config.ts';
import { may } from '../permissions/permissions.ts';
import { Access } from '../platform/http/access.ts';
import { PageAnswers } from '../platform/http/page-answers.ts';
import { staffMemberOf } from '../staff/staff-authenticator.ts';
import { sayIn } from '../words/words.ts';
import { emptyForm, formIn } from './apps/app-form.ts';
import type { AppForm } from './apps/app-form.ts';
import { AppTraffics } from './apps/app-traffics.ts';
import { formProblem, missingIn } from './apps/form-problem.ts';
import { wantedApp } from './apps/wanted-app.ts';
import { AppFormPage } from './pages/apps/app-form-page.tsx';
import type { AppFormPageProps } from './pages/apps/app-form-page.tsx';
import { AppsPage } from './pages/apps/apps-page.tsx';
import { MadePage } from './pages/apps/made-page.tsx';

/** City apps: seeing all of them, and registering one. */
@Controller('staff/apps')
export class AppsController {
  constructor(
    private readonly config: Config,
    private readonly desk: AppDesk,
    private readonly pages: PageAnswers,
    private readonly traffics: AppTraffics,
  ) {}

  @Get()
  @Access({ kind: 'staff', action: 'app.see' }, 'page')
  async list(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const by = staffMemberOf(request);
    const records = await this.desk.list(by);
    const traffic = await this.traffics.lately(by);
    const frame = { ...this.pages.frame(request), path: '/staff/apps' };
    const canChange = may(by, 'app.change');
    return this.pages.send(reply, AppsPage({ frame, records, traffic, canChange }));
  }

  @Get('new')
  @Access({ kind: 'staff', action: 'app.change' }, 'page')
  ask(@Req() request: FastifyRequest, @Res() reply: FastifyReply): FastifyReply {
    const page = AppFormPage({ frame: this.pages.frame(request), form: emptyForm, name: null });
    return this.pages.send(reply, page);
  }

  /** The page answers directly: the secret is shown once and kept nowhere. */
  @Post('new')
  @Access({ kind: 'staff', action: 'app.change' }, 'page')
  async register(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const form = formIn(request.body);
    const frame = this.pages.frame(request);
    const say = sayIn(frame.language);
    const missing = missingIn(say, form);
    if (missing.length > 0) return this.askAgain(reply, { frame, form, problems: missing });
    const outcome = await this.registered(request, form);
    if (outcome.kind === 'registered') {
      const { issuer } = this.config;
      const page = MadePage({ frame, ...outcome, issuer, isNew: true, oldSecretEndsAt: null });
      return this.pages.send(reply, page);
    }
    return this.askAgain(reply, { frame, form, problems: [formProblem(say, outcome, form)] });
  }

  private askAgain(
    reply: FastifyReply,
    asked: Pick<AppFormPageProps, 'frame' | 'form' | 'problems'>,
  ): FastifyReply {
    return this.pages.send(reply, AppFormPage({ ...asked, name: null }), { status: 422 });
  }

  private async registered(request: FastifyRequest, form: AppForm): Promise<Registration> {
    const wanted = wantedApp(form);
    if (wanted.kind === 'refused') return wanted;
    return this.desk.register(staffMemberOf(request), wanted.app);
  }
}
