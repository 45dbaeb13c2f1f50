import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { checkApp, signsIn } from '../apps/app-check.ts';
import { AppDesk } from '../apps/app-desk.ts';
import { Config } from '../config/config.ts';
import { trialRequest } from '../oauth/trial-request.ts';
import { may } from '../permissions/permissions.ts';
import { Access } from '../platform/http/access.ts';
import { PageAnswers } from '../platform/http/page-answers.ts';
import { reachOf } from '../platform/outgoing/reach.ts';
import { staffMemberOf } from '../staff/staff-authenticator.ts';
import type { PageFrame } from '../ui/site.ts';
import { AppTraffics, noTraffic } from './apps/app-traffics.ts';
import { knownApp, noSuchApp } from './apps/known-app.ts';
import { appDone, AppPage } from './pages/apps/app-page.tsx';
import type { AppDone } from './pages/apps/app-page.tsx';
import { AppStatePage } from './pages/apps/app-state-page.tsx';
import { AppTestPage } from './pages/apps/app-test-page.tsx';
import { MadePage } from './pages/apps/made-page.tsx';
import { SecretPage } from './pages/apps/secret-page.tsx';
import { fieldIn } from './staff-form.ts';

/** One city app: seeing and testing it, its secret, pausing it. */
@Controller('staff/apps/:app')
export class AppController {
  constructor(
    private readonly config: Config,
    private readonly desk: AppDesk,
    private readonly pages: PageAnswers,
    private readonly traffics: AppTraffics,
  ) {}

  @Get()
  @Access({ kind: 'staff', action: 'app.see' }, 'page')
  async show(
    @Param('app') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const record = await knownApp(this.desk, request, id);
    const frame = this.frameAt(request, id);
    const by = staffMemberOf(request);
    const traffic = (await this.traffics.lately(by)).get(id) ?? noTraffic;
    const canChange = may(by, 'app.change');
    const done = doneIn(request);
    const page = AppPage({ frame, record, traffic, canChange, done });
    return this.pages.send(reply, page);
  }

  @Get('test')
  @Access({ kind: 'staff', action: 'app.see' }, 'page')
  async test(
    @Param('app') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const record = await knownApp(this.desk, request, id);
    const { app } = record;
    const frame = this.pages.frame(request);
    const trial = signsIn(app) ? trialRequest(this.config.issuer, app) : null;
    const findings = checkApp(record, reachOf(this.config));
    return this.pages.send(reply, AppTestPage({ frame, app, findings, trial }));
  }

  @Get('secret')
  @Access({ kind: 'staff', action: 'app.change' }, 'page')
  async askSecret(
    @Param('app') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const record = await knownApp(this.desk, request, id);
    return this.pages.send(reply, SecretPage({ frame: this.pages.frame(request), record }));
  }

  @Post('secret')
  @Access({ kind: 'staff', action: 'app.change' }, 'page')
  async changeSecret(
    @Param('app') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    await knownApp(this.desk, request, id);
    if (fieldIn(request.body, 'act') !== 'end-old') return this.rotate(request, reply, id);
    const outcome = await this.desk.endOldSecret(staffMemberOf(request), id);
    return this.goBack(request, reply, { id, done: outcome === 'done' ? 'ended' : 'nothing' });
  }

  @Get('state')
  @Access({ kind: 'staff', action: 'app.change' }, 'page')
  async askState(
    @Param('app') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const { app } = await knownApp(this.desk, request, id);
    return this.pages.send(reply, AppStatePage({ frame: this.pages.frame(request), app }));
  }

  @Post('state')
  @Access({ kind: 'staff', action: 'app.change' }, 'page')
  async changeState(
    @Param('app') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    await knownApp(this.desk, request, id);
    const by = staffMemberOf(request);
    const isResumed = fieldIn(request.body, 'act') === 'resume';
    const outcome = isResumed ? await this.desk.resume(by, id) : await this.desk.pause(by, id);
    const now = isResumed ? 'resumed' : 'paused';
    return this.goBack(request, reply, { id, done: outcome === 'done' ? now : 'nothing' });
  }

  /** The page answers directly: the secret is shown once and kept nowhere. */
  private async rotate(
    request: FastifyRequest,
    reply: FastifyReply,
    id: string,
  ): Promise<FastifyReply> {
    const outcome = await this.desk.rotateSecret(staffMemberOf(request), id);
    const record = await knownApp(this.desk, request, id);
    const frame = this.pages.frame(request);
    switch (outcome.kind) {
      case 'rotated': {
        const { issuer } = this.config;
        const { secret } = outcome;
        return this.pages.send(reply, MadePage({ frame, ...record, secret, issuer, isNew: false }));
      }
      case 'overlap-running':
      case 'no-secret':
        return this.pages.send(reply, SecretPage({ frame, record, isRefused: true }), {
          status: 422,
        });
      case 'unknown-app':
        throw noSuchApp();
      default:
        return outcome satisfies never;
    }
  }

  private goBack(
    request: FastifyRequest,
    reply: FastifyReply,
    { id, done }: { id: string; done: AppDone },
  ): FastifyReply {
    return this.pages.goTo(request, reply, `/staff/apps/${id}?done=${done}`);
  }

  /** What was just done is said once, and not again in the other language. */
  private frameAt(request: FastifyRequest, id: string): PageFrame {
    return { ...this.pages.frame(request), path: `/staff/apps/${id}` };
  }
}

function doneIn({ query }: FastifyRequest): AppDone | undefined {
  const said = fieldIn(query, 'done');
  return Object.hasOwn(appDone, said) ? (said as AppDone) : undefined;
}
