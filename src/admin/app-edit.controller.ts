import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AppChange } from '../apps/app-changes.ts';
import { AppDesk } from '../apps/app-desk.ts';
import type { AppRecord } from '../apps/app-record.ts';
import { Config } from '../config/config.ts';
import { Access } from '../platform/http/access.ts';
import { PageAnswers } from '../platform/http/page-answers.ts';
import { staffMemberOf } from '../staff/staff-authenticator.ts';
import { sayIn } from '../words/words.ts';
import { formIn, formOf } from './apps/app-form.ts';
import type { AppForm } from './apps/app-form.ts';
import { formProblem, missingIn } from './apps/form-problem.ts';
import { knownApp, noSuchApp } from './apps/known-app.ts';
import { wantedApp } from './apps/wanted-app.ts';
import { AppFormPage } from './pages/apps/app-form-page.tsx';
import { MadePage } from './pages/apps/made-page.tsx';

interface Edit {
  form: AppForm;
  record: AppRecord;
}

/** Changing the registration of a city app, its public keys among the rest. */
@Controller('staff/apps/:app/edit')
export class AppEditController {
  constructor(
    private readonly config: Config,
    private readonly desk: AppDesk,
    private readonly pages: PageAnswers,
  ) {}

  @Get()
  @Access({ kind: 'staff', action: 'app.change' }, 'page')
  async ask(
    @Param('app') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const { app } = await knownApp(this.desk, request, id);
    const frame = this.pages.frame(request);
    return this.pages.send(reply, AppFormPage({ frame, form: formOf(app), name: app.name }));
  }

  @Post()
  @Access({ kind: 'staff', action: 'app.change' }, 'page')
  async change(
    @Param('app') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const record = await knownApp(this.desk, request, id);
    const form = { ...formIn(request.body), id };
    const frame = this.pages.frame(request);
    const problems = missingIn(sayIn(frame.language), form);
    if (problems.length > 0) {
      const page = AppFormPage({ frame, form, name: record.app.name, problems });
      return this.pages.send(reply, page, { status: 422 });
    }
    const outcome = await this.changed(request, form);
    return this.answer(request, reply, { outcome, edit: { form, record } });
  }

  private async changed(request: FastifyRequest, form: AppForm): Promise<AppChange> {
    const wanted = wantedApp(form);
    if (wanted.kind === 'refused') return wanted;
    const { id, ...changes } = wanted.app;
    return this.desk.change(staffMemberOf(request), { id, changes });
  }

  private async answer(
    request: FastifyRequest,
    reply: FastifyReply,
    { outcome, edit: { form, record } }: { outcome: AppChange; edit: Edit },
  ): Promise<FastifyReply> {
    const frame = this.pages.frame(request);
    switch (outcome.kind) {
      case 'changed': {
        if (outcome.secret === null) return this.goBack(request, reply, form.id, 'changed');
        const { secret } = outcome;
        const now = await knownApp(this.desk, request, form.id);
        const { issuer } = this.config;
        return this.pages.send(reply, MadePage({ frame, ...now, secret, issuer, isNew: false }));
      }
      case 'nothing-to-do':
        return this.goBack(request, reply, form.id, 'nothing');
      case 'unknown-app':
        throw noSuchApp();
      case 'refused': {
        const problems = [formProblem(sayIn(frame.language), outcome, form)];
        const page = AppFormPage({ frame, form, name: record.app.name, problems });
        return this.pages.send(reply, page, { status: 422 });
      }
      default:
        return outcome satisfies never;
    }
  }

  private goBack(
    request: FastifyRequest,
    reply: FastifyReply,
    id: string,
    done: 'changed' | 'nothing',
  ): FastifyReply {
    return this.pages.goTo(request, reply, `/staff/apps/${id}?done=${done}`);
  }
}
