import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { bindBrowser } from '../../platform/http/browser-binding.ts';
import { languageOf } from '../../platform/http/language.ts';
import { seeOther } from '../../platform/http/page-answers.ts';
import { policyChangedPath } from '../../policy/changed-path.ts';
import { Requests } from '../../requests/requests.ts';
import { Sessions } from '../../residents/sessions.ts';
import { pathIn } from '../../words/words.ts';
import { Answers } from './answers.ts';
import type { Asked } from './asked.ts';
import { Dispatcher } from './dispatcher.ts';
import type { Hop } from './dispatcher.ts';

/** One request of a browser and the answer to it. */
export interface Exchange {
  request: FastifyRequest;
  reply: FastifyReply;
}

type HopToCode = Extract<Hop, { kind: 'code' }>;

/** Takes browsers to the hop the dispatcher names. */
@Injectable()
export class Journey {
  constructor(
    private readonly dispatcher: Dispatcher,
    private readonly answers: Answers,
    private readonly requests: Requests,
    private readonly sessions: Sessions,
  ) {}

  /** Decides and goes. */
  async go(exchange: Exchange, asked: Asked): Promise<FastifyReply> {
    return this.follow(exchange, asked, await this.next(exchange, asked));
  }

  /** What comes next for this browser. */
  async next({ request }: Exchange, asked: Asked): Promise<Hop> {
    return this.dispatcher.next(asked, await this.sessions.current(request));
  }

  async follow(exchange: Exchange, asked: Asked, hop: Hop): Promise<FastifyReply> {
    switch (hop.kind) {
      case 'login':
        return this.toSignIn(exchange, asked);
      case 'policy':
        return this.toPage(exchange, asked, policyChangedPath);
      case 'consent':
        return this.toPage(exchange, asked, (id) => `/connect/${id}`);
      case 'code':
        return this.toApp(exchange, asked, await this.acceptAgain(asked, hop));
      case 'refuse':
        return this.toApp(exchange, asked, this.answers.refuse(asked, hop.problem));
      default:
        return hop satisfies never;
    }
  }

  private acceptAgain(asked: Asked, { session, policy }: HopToCode): Promise<string | null> {
    return this.answers.acceptAgain(asked, session, policy);
  }

  /** Back to the app; without an address a session or a consent has just ended, and everything is looked at anew. */
  async toApp(exchange: Exchange, asked: Asked, address: string | null): Promise<FastifyReply> {
    if (address === null) return this.toPage(exchange, asked, (id) => `/oauth/continue/${id}`);
    return seeOther(exchange.reply, address);
  }

  /** The start page sends whoever is signed in straight on, so a new sign-in begins with the end of the old one. */
  private async toSignIn(exchange: Exchange, asked: Asked): Promise<FastifyReply> {
    const { request, reply } = exchange;
    if (await this.sessions.current(request)) await this.sessions.close(request, reply);
    const { provider } = asked.parameters;
    const page = provider === null ? '/' : `/link/${provider}`;
    return this.toPage(exchange, asked, (id) => `${page}?r=${id}`);
  }

  private async toPage(
    { request, reply }: Exchange,
    { id, app, parameters }: Asked,
    pathOf: (id: string) => string,
  ): Promise<FastifyReply> {
    const browserHash = bindBrowser(request, reply);
    const kept = id ?? (await this.requests.remember({ browserHash, appId: app.id, parameters }));
    return seeOther(reply, pathIn(parameters.language ?? languageOf(request), pathOf(kept)));
  }
}
