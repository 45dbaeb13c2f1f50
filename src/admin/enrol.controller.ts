import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access } from '../platform/http/access.ts';
import { bindBrowser, browserHash } from '../platform/http/browser-binding.ts';
import { PageAnswers } from '../platform/http/page-answers.ts';
import { Invitations } from '../staff/invitations.ts';
import { Passkeys } from '../staff/passkeys.ts';
import type { Person } from '../staff/person.ts';
import { roleNames } from '../staff/role-words.ts';
import { invitationSeconds } from '../staff/staff-limits.ts';
import { StaffSessions } from '../staff/staff-sessions.ts';
import { sayIn } from '../words/words.ts';
import { EnrolOverPage, EnrolPage } from './pages/door/enrol-page.tsx';
import { answerIn } from './staff-form.ts';

/** The link that lets somebody make their first passkey. Opening it uses nothing up; the passkey does. */
@Controller('staff/enrol')
export class EnrolController {
  constructor(
    private readonly invitations: Invitations,
    private readonly pages: PageAnswers,
    private readonly passkeys: Passkeys,
    private readonly sessions: StaffSessions,
  ) {}

  @Get(':token')
  @Access({ kind: 'public' }, 'page', { limit: 'sign-in' })
  async show(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const person = await this.invitations.holderOf(token);
    if (person === null) return this.isOver(request, reply);
    return this.ask(request, reply, { person, token });
  }

  @Post(':token')
  @Access({ kind: 'public' }, 'page', { limit: 'sign-in' })
  async enrol(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const person = await this.invitations.holderOf(token);
    if (person === null) return this.isOver(request, reply);
    const browser = browserHash(request);
    const answer = answerIn(request);
    if (browser !== null && answer !== null) {
      const outcome = await this.passkeys.enrol(token, { answer, browser });
      if (outcome.kind === 'accepted') {
        await this.sessions.open(reply, outcome.person);
        return this.pages.goTo(request, reply, '/staff');
      }
    }
    return this.ask(request, reply, { person, token, hasFailed: true });
  }

  private async ask(
    request: FastifyRequest,
    reply: FastifyReply,
    { person, token, hasFailed }: { person: Person; token: string; hasFailed?: boolean },
  ): Promise<FastifyReply> {
    const options = await this.passkeys.toEnrol(person, bindBrowser(request, reply));
    const frame = this.pages.frame(request);
    const role = sayIn(frame.language)(roleNames[person.role]);
    const action = `/staff/enrol/${token}`;
    const page = EnrolPage({ frame, name: person.name, role, action, options, hasFailed });
    const status = hasFailed ? 422 : 200;
    return this.pages.send(reply, page, { status, runsScript: true });
  }

  private isOver(request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const frame = { ...this.pages.frame(request), path: '/staff/sign-in' };
    const page = EnrolOverPage({ frame, seconds: invitationSeconds });
    return this.pages.send(reply, page, { status: 404 });
  }
}
