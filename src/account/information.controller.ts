import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ServiceError } from '../kernel/service-error.ts';
import { Access } from '../platform/http/access.ts';
import { PageAnswers } from '../platform/http/page-answers.ts';
import { Policies } from '../policy/policies.ts';
import type { PolicyVersion } from '../policy/policy-version.ts';
import { Providers } from '../providers/providers.ts';
import { Retention } from '../retention/retention.ts';
import { AccessibilityPage } from './pages/accessibility-page.tsx';
import { PrivacyPage } from './pages/privacy-page.tsx';
import { shownPolicy } from './shown-policy.ts';

/** What everybody may read without an account, and without a cookie. */
@Controller()
export class InformationController {
  constructor(
    private readonly pages: PageAnswers,
    private readonly policies: Policies,
    private readonly providers: Providers,
    private readonly retention: Retention,
  ) {}

  @Get('privacy')
  @Access({ kind: 'public' }, 'page')
  async privacy(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    return this.showPrivacy(request, reply, await this.policies.current());
  }

  /** A version that was, or one that is announced, marked as such. */
  @Get('privacy/:version')
  @Access({ kind: 'public' }, 'page')
  async version(
    @Param('version') number: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const version = /^[1-9]\d{0,8}$/.test(number) ? await this.policies.find(Number(number)) : null;
    return this.showPrivacy(request, reply, version ?? noSuchVersion());
  }

  private async showPrivacy(
    request: FastifyRequest,
    reply: FastifyReply,
    version: PolicyVersion,
  ): Promise<FastifyReply> {
    const frame = this.pages.frame(request);
    const shown = shownPolicy(version, await this.policies.list());
    const kept = this.retention.inWords(frame.language);
    const providers = this.providers.list();
    return this.pages.send(reply, PrivacyPage({ frame, shown, kept, providers }));
  }

  @Get('accessibility')
  @Access({ kind: 'public' }, 'page')
  accessibility(@Req() request: FastifyRequest, @Res() reply: FastifyReply): FastifyReply {
    return this.pages.send(reply, AccessibilityPage({ frame: this.pages.frame(request) }));
  }
}

function noSuchVersion(): never {
  throw new ServiceError({ code: 'not-found', status: 404, message: 'No such version.' });
}
