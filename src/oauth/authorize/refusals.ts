import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { PageAnswers, seeOther } from '../../platform/http/page-answers.ts';
import { Sessions } from '../../residents/sessions.ts';
import { OAuthError } from '../oauth-error.ts';
import { RequestErrorPage } from '../pages/request-error-page.tsx';
import { AuthorizationResponses } from './authorization-response.ts';
import type { Judgement, ShownRefusal } from './authorize.flow.ts';
import type { Exchange } from './journey.ts';

type Refusal = Exclude<Judgement, { kind: 'accepted' }>;
type RefusalToApp = Extract<Refusal, { kind: 'refused-to-app' }>;

/** Says no to an authorization request: to the app where it can be trusted with it, else to the resident. */
@Injectable()
export class Refusals {
  constructor(
    private readonly pages: PageAnswers,
    private readonly responses: AuthorizationResponses,
    private readonly sessions: Sessions,
  ) {}

  async answer(exchange: Exchange, refusal: Refusal): Promise<FastifyReply> {
    switch (refusal.kind) {
      case 'refused-to-app':
        return this.tellApp(exchange, refusal);
      case 'refused-on-page':
        return this.show(exchange, refusal, null);
      default:
        return refusal satisfies never;
    }
  }

  /** For a request that is too old, unknown, or another browser's. */
  showExpired(exchange: Exchange): FastifyReply {
    const error = new OAuthError('request-expired');
    return this.show(exchange, { error, app: null, language: null }, null);
  }

  /**
   * Nobody whom we do not know is sent on: a link with a mistake in it must not make us the first hop to wherever an
   * app's address leads (OAuth 2.1 §7.13.2). Who is signed in came for the app; anybody else may follow the link.
   */
  private async tellApp(exchange: Exchange, refusal: RefusalToApp): Promise<FastifyReply> {
    const address = this.responses.failure(refusal.returnTo, refusal.error);
    const mayRedirect =
      refusal.isSilent || (await this.sessions.current(exchange.request)) !== null;
    return mayRedirect ? seeOther(exchange.reply, address) : this.show(exchange, refusal, address);
  }

  private show(
    { request, reply }: Exchange,
    { error: { error }, app, language }: ShownRefusal,
    backUrl: string | null,
  ): FastifyReply {
    const frame = this.pages.frame(request, language ?? undefined);
    // What the app wished for counts no longer once the resident has chosen a language.
    const path = request.url.replace(/\bui_locales=[^&]*/, '');
    const known = app === null ? {} : { app: { name: app.name, backUrl } };
    const page = RequestErrorPage({
      frame: { ...frame, path },
      ...known,
      error,
      helpCode: this.pages.helpCode(request, error),
    });
    return this.pages.send(reply, page, { status: 400 });
  }
}
