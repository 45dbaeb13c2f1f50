import { Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access } from '../platform/http/access.ts';
import { browserHash } from '../platform/http/browser-binding.ts';
import { PageAnswers } from '../platform/http/page-answers.ts';
import { StaffSessions } from '../staff/staff-sessions.ts';
import type { TimeLeft } from '../staff/staff-sessions.ts';
import { DoorPages } from './door/door-pages.ts';
import { answerIn, backIn } from './staff-form.ts';

/**
 * Admin: staff's work, in a console and through an API.
 *
 * Owns: the pages under `/staff` and the routes under `/api/admin`.
 * Does not: have rules of its own; the services that do the work are the ones the terminal uses.
 * Hands off to: staff (who they are), permissions (what they may do) and the module of each thing they change.
 */
@Controller('staff')
export class StaffDoorController {
  constructor(
    private readonly doorPages: DoorPages,
    private readonly pages: PageAnswers,
    private readonly sessions: StaffSessions,
  ) {}

  @Get('sign-in')
  @Access({ kind: 'public' }, 'page')
  async signInPage(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const back = backIn(request);
    if (await this.sessions.current(request)) return this.pages.goTo(request, reply, back);
    return this.doorPages.askToSignIn(request, reply, { back });
  }

  @Post('sign-in')
  @Access({ kind: 'public' }, 'page', { limit: 'sign-in' })
  async signIn(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const back = backIn(request);
    const browser = browserHash(request);
    const answer = answerIn(request);
    if (browser !== null && answer !== null) {
      const outcome = await this.sessions.signIn(reply, { answer, browser });
      if (outcome.kind === 'accepted') return this.pages.goTo(request, reply, back);
    }
    return this.doorPages.askToSignIn(request, reply, { back, problem: 'passkey' });
  }

  @Get('prove')
  @Access({ kind: 'staff', action: null }, 'page')
  provePage(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    return this.doorPages.askToProve(request, reply, { back: backIn(request) });
  }

  @Post('prove')
  @Access({ kind: 'staff', action: null }, 'page', { limit: 'sign-in' })
  async prove(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const back = backIn(request);
    const browser = browserHash(request);
    const answer = answerIn(request);
    const isProved =
      browser !== null &&
      answer !== null &&
      (await this.sessions.prove(request, reply, { answer, browser }));
    if (isProved) return this.pages.goTo(request, reply, back);
    return this.doorPages.askToProve(request, reply, { back, problem: 'passkey' });
  }

  /** Works without a session too, so that a second click is no error. */
  @Post('sign-out')
  @Access({ kind: 'public' }, 'page')
  async signOut(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    await this.sessions.close(request, reply);
    return this.pages.goTo(request, reply, '/staff/sign-in');
  }

  /** For the script that warns before the end. Asking does not keep anybody signed in. */
  @Get('time-left')
  @HttpCode(200)
  @Access({ kind: 'public' }, 'probe')
  timeLeft(@Req() request: FastifyRequest): Promise<TimeLeft> {
    return this.sessions.timeLeft(request);
  }

  /** "Stay signed in". The request itself is what starts the time anew. */
  @Post('stay')
  @Access({ kind: 'staff', action: null }, 'page')
  async stay(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    if (request.headers.accept !== 'application/json') {
      return this.pages.goTo(request, reply, '/staff');
    }
    const { secondsLeft = 0, canStay = false } = request.principal?.ending ?? {};
    return reply.send({ secondsLeft, canStay } satisfies TimeLeft);
  }
}
