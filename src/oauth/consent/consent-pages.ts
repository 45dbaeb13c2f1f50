import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { formTarget } from '../../platform/http/form-target.ts';
import { PageAnswers } from '../../platform/http/page-answers.ts';
import type { Session } from '../../residents/sessions.ts';
import type { Asked } from '../authorize/asked.ts';
import type { Exchange } from '../authorize/journey.ts';
import { Refusals } from '../authorize/refusals.ts';
import { ConsentView } from './consent-view.ts';

/** Sends the consent page, or the one that says there is nothing to consent to any more. */
@Injectable()
export class ConsentPages {
  constructor(
    private readonly pages: PageAnswers,
    private readonly view: ConsentView,
    private readonly refusals: Refusals,
  ) {}

  /** The answer to the form is a redirect to the app, which Chromium allows only where `form-action` does. */
  async show({ request, reply }: Exchange, asked: Asked, session: Session): Promise<FastifyReply> {
    const page = await this.view.render(this.pages.frame(request), asked, session);
    const formTargets = [formTarget(asked.parameters.redirectUri)];
    return this.pages.send(reply, page, { formTargets });
  }

  showExpired(exchange: Exchange): FastifyReply {
    return this.refusals.showExpired(exchange);
  }
}
