import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access } from '../platform/http/access.ts';
import { bindBrowser, browserHash } from '../platform/http/browser-binding.ts';
import { languageOf } from '../platform/http/language.ts';
import { PageAnswers, seeOther } from '../platform/http/page-answers.ts';
import { callbackShape } from '../providers/callback-shape.ts';
import { DirectoryDoor } from '../staff/directory-door.ts';
import type { Arrival } from '../staff/directory-door.ts';
import { staffSessionOf } from '../staff/staff-authenticator.ts';
import { StaffSessions } from '../staff/staff-sessions.ts';
import { pathIn } from '../words/words.ts';
import { DoorPages } from './door/door-pages.ts';
import { DirectoryEndingPage } from './pages/door/directory-ending-page.tsx';
import { backIn, fieldIn } from './staff-form.ts';

const mismatch: Arrival = { kind: 'mismatch' };

/** How pages say to programs what came of it. */
const statuses = {
  'signed-in': 200,
  proved: 200,
  cancelled: 200,
  mismatch: 400,
  unavailable: 503,
  refused: 400,
  'no-role': 403,
  removed: 403,
  'not-fresh': 403,
  'other-person': 403,
  'session-over': 403,
} as const satisfies Record<Arrival['kind'], number>;

/** To the city's own identity provider and back, to sign in or to prove that it is still the same person. */
@Controller('staff')
export class DirectoryDoorController {
  constructor(
    private readonly door: DirectoryDoor,
    private readonly doorPages: DoorPages,
    private readonly pages: PageAnswers,
    private readonly sessions: StaffSessions,
  ) {}

  @Post('sign-in/directory')
  @Access({ kind: 'public' }, 'page', { limit: 'sign-in' })
  async signIn(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const back = backIn(request);
    if (await this.sessions.current(request)) return this.pages.goTo(request, reply, back);
    const trip = { sessionId: null, back, language: languageOf(request) };
    const address = await this.door.leave(bindBrowser(request, reply), trip);
    if (address !== null) return seeOther(reply, address);
    return this.doorPages.askToSignIn(request, reply, { back, problem: 'directory' });
  }

  @Post('prove/directory')
  @Access({ kind: 'staff', action: null }, 'page', { limit: 'sign-in' })
  async prove(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const back = backIn(request);
    const { id: sessionId } = staffSessionOf(request);
    const trip = { sessionId, back, language: languageOf(request) };
    const address = await this.door.leave(bindBrowser(request, reply), trip);
    if (address !== null) return seeOther(reply, address);
    return this.doorPages.askToProve(request, reply, { back, problem: 'directory' });
  }

  /** Shape first, and of it only what is known. Never renders what it was told. */
  @Get('sign-in/callback')
  @Access({ kind: 'public' }, 'page', { limit: 'callback' })
  async arrive(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const query = request.query as Record<string, unknown>;
    const { kind } = callbackShape(query);
    const browser = browserHash(request);
    const state = fieldIn(query, 'state');
    if (kind === 'malformed' || browser === null || state === '') {
      return this.show(request, reply, mismatch);
    }
    const { code, error, iss } = query as Record<string, string | undefined>;
    const home = { browser, state, code, error, iss };
    return this.show(request, reply, await this.door.arrive(reply, home));
  }

  private show(request: FastifyRequest, reply: FastifyReply, arrival: Arrival): FastifyReply {
    const { kind: ending } = arrival;
    const language = arrival.kind === 'mismatch' ? languageOf(request) : arrival.language;
    const path = pathAfter(arrival);
    // A redirect would still be the other site's doing, and the browser would keep our strict cookie back.
    const isIn = ending === 'signed-in' || ending === 'proved';
    if (isIn) void reply.header('refresh', `0; url=${pathIn(language, path)}`);
    const frame = { ...this.pages.frame(request, language), path: '/staff/sign-in' };
    const page = DirectoryEndingPage({ frame, ending, path });
    return this.pages.send(reply, page, { status: statuses[ending], referrer: 'no-referrer' });
  }
}

/** Where the page leads on, without a language. */
function pathAfter(arrival: Arrival): string {
  switch (arrival.kind) {
    case 'signed-in':
    case 'proved':
      return arrival.back;
    case 'mismatch':
    case 'no-role':
    case 'removed':
    case 'session-over':
      return '/staff/sign-in';
    case 'cancelled':
    case 'unavailable':
    case 'refused':
    case 'not-fresh':
    case 'other-person':
      return `${arrival.sessionId === null ? '/staff/sign-in' : '/staff/prove'}?back=${encodeURIComponent(arrival.back)}`;
    default:
      return arrival satisfies never;
  }
}
