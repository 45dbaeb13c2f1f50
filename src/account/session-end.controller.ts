import { Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../config/config.ts';
import { Access } from '../platform/http/access.ts';
import { PageAnswers } from '../platform/http/page-answers.ts';
import { PastSessions } from '../residents/past-sessions.ts';
import type { ShownSession } from '../residents/past-sessions.ts';
import { Sessions } from '../residents/sessions.ts';
import { returnPath } from '../residents/sign-in-end.ts';
import { SessionEndedPage } from './pages/session-ended-page.tsx';

/** What the script of a page learns about the session. */
interface TimeLeft {
  secondsLeft: number;
  canStay: boolean;
}

const over: TimeLeft = { secondsLeft: 0, canStay: false };

/** The end of a session: the warning before it, going on, and the page that says why it is over. */
@Controller()
export class SessionEndController {
  constructor(
    private readonly config: Config,
    private readonly pages: PageAnswers,
    private readonly past: PastSessions,
    private readonly sessions: Sessions,
  ) {}

  /** For the script, which asks before it says anything. Asking does not keep anybody signed in. */
  @Get('account/time-left')
  @HttpCode(200)
  @Access({ kind: 'public' }, 'probe')
  async timeLeft(@Req() request: FastifyRequest): Promise<TimeLeft> {
    const shown = await this.past.shownBy(request);
    if (shown.kind !== 'live') return over;
    return { secondsLeft: shown.secondsLeft, canStay: shown.canStay };
  }

  /** "Stay signed in". The request itself is what starts the time anew. */
  @Post('account/stay')
  @Access({ kind: 'resident' }, 'page')
  async stay(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    if (request.headers.accept !== 'application/json') {
      return this.pages.goTo(request, reply, '/account');
    }
    const { secondsLeft, canStay } = request.principal?.ending ?? over;
    return reply.send({ secondsLeft, canStay } satisfies TimeLeft);
  }

  /** Looking at it is no activity, so that an ended page left open keeps nobody signed in. */
  @Get('session-ended')
  @Access({ kind: 'public' }, 'page')
  async ended(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    if (!this.sessions.isKnownTo(request)) return this.pages.goTo(request, reply, '/');
    const { back, step } = request.query as { back?: unknown; step?: unknown };
    const path = returnPath(back);
    const shown = await this.past.shownBy(request);
    if (shown.kind === 'live') return this.pages.goTo(request, reply, path ?? '/account');
    const page = SessionEndedPage({
      frame: this.pages.frame(request),
      ...this.reasonOf(shown),
      isStepLost: step === 'lost' && !(shown.kind === 'over' && shown.endedBy === 'ended'),
      signInPath: signInPath(shown, path),
    });
    return this.pages.send(reply, page);
  }

  private reasonOf(shown: Exclude<ShownSession, { kind: 'live' }>) {
    const { idleSeconds, absoluteSeconds: longestSeconds } = this.config.sessions;
    if (shown.kind === 'none') return { why: 'unknown' as const, idleSeconds, longestSeconds };
    return { why: shown.endedBy, idleSeconds: shown.idleSeconds, longestSeconds };
  }
}

/** By the account used before where it is known; it may be gone when somebody ended the session. */
function signInPath(shown: ShownSession, back: string | null): string {
  const isLikely = shown.kind === 'over' && shown.endedBy !== 'ended';
  const path = isLikely ? `/link/${shown.provider}` : '/';
  return back === null ? path : `${path}?back=${encodeURIComponent(back)}`;
}
