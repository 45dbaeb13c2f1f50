import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Disavowal } from '../disavowal/disavowal.ts';
import type { Denial } from '../disavowal/disavowal.ts';
import type { Stake } from '../disavowal/stakes.ts';
import { ServiceError } from '../kernel/service-error.ts';
import { Access } from '../platform/http/access.ts';
import { languageOf } from '../platform/http/language.ts';
import { PageAnswers } from '../platform/http/page-answers.ts';
import { PastSessions } from '../residents/past-sessions.ts';
import { sessionOf } from '../residents/resident-authenticator.ts';
import { Sessions } from '../residents/sessions.ts';
import { endedPath } from '../residents/sign-in-end.ts';
import { ActivityLines } from '../activity/activity-lines.ts';
import { Names } from '../activity/names.ts';
import { isEntryId } from './entry-id.ts';
import { NotMeDonePage } from './pages/not-me-done-page.tsx';
import { NotMePage } from './pages/not-me-page.tsx';
import type { NamedStake } from './pages/not-me-page.tsx';

/** "This was not me": says what it does, does it, and leaves the resident signed out with what to do next. */
@Controller('account/activity/:entry/not-me')
export class NotMeController {
  constructor(
    private readonly activity: ActivityLines,
    private readonly disavowal: Disavowal,
    private readonly names: Names,
    private readonly pages: PageAnswers,
    private readonly past: PastSessions,
    private readonly sessions: Sessions,
  ) {}

  /** Another resident's entry looks like none at all. */
  @Get()
  @Access({ kind: 'resident' }, 'page')
  async ask(
    @Param('entry') entryId: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const { residentId } = sessionOf(request);
    const doubt = await this.disavowal.consider(residentId, entryIn(entryId));
    if (doubt === null) return noSuchEntry();
    const [line] = await this.activity.tell([doubt.entry], languageOf(request));
    if (line === undefined) return noSuchEntry();
    const stake = await this.named(doubt.stake, request);
    return this.pages.send(reply, NotMePage({ frame: this.pages.frame(request), line, stake }));
  }

  /**
   * Public, because the first of two clicks ends the session of the second, which must land on the same page. Whose
   * session it was is what counts.
   */
  @Post()
  @Access({ kind: 'public' }, 'page')
  async deny(
    @Param('entry') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const entryId = entryIn(id);
    const denier = await this.denierOf(request);
    if (denier === null) return this.pages.goTo(request, reply, this.wayIn(request));
    const outcome = await this.disavowal.deny({ ...denier, entryId });
    switch (outcome.kind) {
      case 'done':
        return this.tell(request, reply, outcome.stake);
      case 'signed-out':
        return this.pages.goTo(request, reply, endedPath(request));
      case 'no-such-entry':
        return noSuchEntry();
      default:
        return outcome satisfies never;
    }
  }

  private async tell(
    request: FastifyRequest,
    reply: FastifyReply,
    stake: Stake,
  ): Promise<FastifyReply> {
    const helpCode = this.pages.helpCode(request, 'not-me');
    request.principal = null;
    const page = NotMeDonePage({
      frame: { ...this.pages.frame(request), path: '/' },
      stake: await this.named(stake, request),
      helpCode,
    });
    return this.pages.send(reply, page);
  }

  private async denierOf(request: FastifyRequest): Promise<Omit<Denial, 'entryId'> | null> {
    const session = await this.sessions.current(request);
    if (session) return { residentId: session.residentId, sessionId: session.id };
    const shown = await this.past.shownBy(request);
    return shown.kind === 'over' ? { residentId: shown.residentId, sessionId: null } : null;
  }

  private wayIn(request: FastifyRequest): string {
    return this.sessions.isKnownTo(request) ? endedPath(request) : '/';
  }

  private async named(stake: Stake, request: FastifyRequest): Promise<NamedStake> {
    const names = await this.names.in(languageOf(request));
    switch (stake.kind) {
      case 'link':
        return { ...stake, provider: names.provider(stake.provider) };
      case 'app':
        return { kind: stake.kind, app: names.app(stake.appId), now: stake.now };
      case 'wish':
      case 'code':
      case 'session':
        return stake;
      default:
        return stake satisfies never;
    }
  }
}

function entryIn(id: string): string {
  return isEntryId(id) ? id : noSuchEntry();
}

function noSuchEntry(): never {
  throw new ServiceError({ code: 'not-found', status: 404, message: 'No such entry.' });
}
