import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { PageAnswers, seeOther } from '../../platform/http/page-answers.ts';
import { OAuthError } from '../oauth-error.ts';
import { RequestErrorPage } from '../pages/request-error-page.tsx';
import { AuthorizationResponses } from './authorization-response.ts';
import type { Judgement } from './authorize.flow.ts';
import type { Exchange } from './journey.ts';

type Refusal = Exclude<Judgement, { kind: 'accepted' }>;
type ShownRefusal = Omit<Extract<Refusal, { kind: 'refused-on-page' }>, 'kind'>;

/** Says no to an authorization request: to the app where it can be trusted with it, else to the resident. */
@Injectable()
export class Refusals {
  constructor(
    private readonly pages: PageAnswers,
    private readonly responses: AuthorizationResponses,
  ) {}

  answer(exchange: Exchange, refusal: Refusal): FastifyReply {
    switch (refusal.kind) {
      case 'refused-to-app':
        return seeOther(exchange.reply, this.responses.failure(refusal.returnTo, refusal.error));
      case 'refused-on-page':
        return this.show(exchange, refusal);
      default:
        return refusal satisfies never;
    }
  }

  /** For a request that is too old, unknown, or another browser's. */
  showExpired(exchange: Exchange): FastifyReply {
    const error = new OAuthError('request-expired');
    return this.show(exchange, { error, app: null, language: null });
  }

  private show(
    { request, reply }: Exchange,
    { error: { error }, app, language }: ShownRefusal,
  ): FastifyReply {
    const frame = this.pages.frame(request, language ?? undefined);
    // What the app wished for counts no longer once the resident has chosen a language.
    const path = request.url.replace(/\bui_locales=[^&]*/, '');
    const known = app === null ? {} : { app: { name: app.name } };
    const page = RequestErrorPage({
      frame: { ...frame, path },
      ...known,
      error,
      helpCode: request.id,
    });
    return this.pages.send(reply, page, { status: 400 });
  }
}
