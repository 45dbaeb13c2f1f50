import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { CityApp } from '../../apps/city-app.ts';
import { PageAnswers, seeOther } from '../../platform/http/page-answers.ts';
import { OAuthError } from '../oauth-error.ts';
import { RequestErrorPage } from '../pages/request-error-page.tsx';
import { AuthorizationResponses } from './authorization-response.ts';
import type { Judgement } from './authorize.flow.ts';
import type { Exchange } from './journey.ts';

type Refusal = Exclude<Judgement, { kind: 'accepted' }>;

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
        return this.show(exchange, refusal.error, refusal.app);
      default:
        return refusal satisfies never;
    }
  }

  /** For a request that is too old, unknown, or another browser's. */
  showExpired(exchange: Exchange): FastifyReply {
    return this.show(exchange, new OAuthError('request-expired'), null);
  }

  private show(
    { request, reply }: Exchange,
    { error }: OAuthError,
    app: CityApp | null,
  ): FastifyReply {
    const frame = this.pages.frame(request);
    const known = app === null ? {} : { app: { name: app.name } };
    const page = RequestErrorPage({ frame, ...known, error, helpCode: request.id });
    return this.pages.send(reply, page, { status: 400 });
  }
}
