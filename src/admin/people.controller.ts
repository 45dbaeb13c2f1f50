import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../config/config.ts';
import { ServiceError } from '../kernel/service-error.ts';
import { may, staffRoles } from '../permissions/permissions.ts';
import type { StaffRole } from '../permissions/permissions.ts';
import { Access } from '../platform/http/access.ts';
import { PageAnswers } from '../platform/http/page-answers.ts';
import { StaffPeople } from '../staff/people.ts';
import type { Invited, PersonChange } from '../staff/people.ts';
import type { ListedPerson } from '../staff/person.ts';
import { staffMemberOf } from '../staff/staff-authenticator.ts';
import { invitationSeconds } from '../staff/staff-limits.ts';
import type { Problem } from '../ui/error-summary.tsx';
import { sayIn } from '../words/words.ts';
import { LinkForPage } from './pages/people/link-page.tsx';
import { PeoplePage } from './pages/people/people-page.tsx';
import { PersonPage } from './pages/people/person-page.tsx';
import type { PersonDone } from './pages/people/person-page.tsx';
import { fieldIn } from './staff-form.ts';

const longestName = 80;

/** Who can sign in here: seeing them, letting somebody in, changing a role, taking it all away. */
@Controller('staff/people')
export class PeopleController {
  constructor(
    private readonly config: Config,
    private readonly pages: PageAnswers,
    private readonly people: StaffPeople,
  ) {}

  @Get()
  @Access({ kind: 'staff', action: 'staff.see' }, 'page')
  list(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    return this.showAll(request, reply, []);
  }

  /** The page answers directly: the link is shown once and kept nowhere. */
  @Post()
  @Access({ kind: 'staff', action: 'staff.change' }, 'page')
  async letIn(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const name = fieldIn(request.body, 'name');
    const role = roleIn(request);
    const say = sayIn(this.pages.frame(request).language);
    const problems: Problem[] = [];
    if (name === '' || name.length > longestName) {
      problems.push({ field: 'name', message: say('staff.people.name.missing') });
    }
    if (role === null) {
      problems.push({ field: 'role-viewer', message: say('staff.people.role.missing') });
    }
    if (role === null || problems.length > 0) return this.showAll(request, reply, problems);
    const invited = await this.people.invite(staffMemberOf(request), { name, role });
    return this.showLink(request, reply, invited);
  }

  @Get(':person')
  @Access({ kind: 'staff', action: 'staff.change' }, 'page')
  show(
    @Param('person') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const done = fieldIn(request.query, 'done');
    return this.showOne(request, reply, {
      id,
      ...((done === 'role' || done === 'sessions') && { done }),
    });
  }

  @Post(':person/role')
  @Access({ kind: 'staff', action: 'staff.change' }, 'page')
  async changeRole(
    @Param('person') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const role = roleIn(request);
    if (role === null) return this.showOne(request, reply, { id });
    const { id: known } = await this.find(request, id);
    const outcome = await this.people.changeRole(staffMemberOf(request), known, role);
    return this.after(request, reply, { id, outcome, path: `/staff/people/${id}?done=role` });
  }

  @Post(':person/invite')
  @Access({ kind: 'staff', action: 'staff.change' }, 'page')
  async inviteAgain(
    @Param('person') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const { id: known } = await this.find(request, id);
    const invited = await this.people.inviteAgain(staffMemberOf(request), known);
    if (invited === null) throw noSuchPerson();
    return this.showLink(request, reply, invited);
  }

  @Post(':person/end-sessions')
  @Access({ kind: 'staff', action: 'staff.change' }, 'page')
  async endSessions(
    @Param('person') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const { id: known } = await this.find(request, id);
    await this.people.endSessions(staffMemberOf(request), known);
    return this.pages.goTo(request, reply, `/staff/people/${known}?done=sessions`);
  }

  @Post(':person/remove')
  @Access({ kind: 'staff', action: 'staff.change' }, 'page')
  async remove(
    @Param('person') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const isUnderstood = fieldIn(request.body, 'understood') === 'yes';
    if (!isUnderstood) return this.showOne(request, reply, { id, done: 'unchecked' });
    const { id: known } = await this.find(request, id);
    const outcome = await this.people.remove(staffMemberOf(request), known);
    return this.after(request, reply, { id, outcome, path: '/staff/people' });
  }

  private async after(
    request: FastifyRequest,
    reply: FastifyReply,
    { id, outcome, path }: { id: string; outcome: PersonChange; path: string },
  ): Promise<FastifyReply> {
    switch (outcome.kind) {
      case 'changed':
      case 'nothing-to-do':
        return this.pages.goTo(request, reply, path);
      case 'from-directory':
        return this.showOne(request, reply, { id });
      case 'last-operator':
        return this.showOne(request, reply, { id, done: 'last' });
      case 'no-such-person':
        throw noSuchPerson();
      default:
        return outcome satisfies never;
    }
  }

  private async showAll(
    request: FastifyRequest,
    reply: FastifyReply,
    problems: readonly Problem[],
  ): Promise<FastifyReply> {
    const by = staffMemberOf(request);
    const people = await this.people.list(by);
    const frame = this.pages.frame(request);
    const canChange = may(by, 'staff.change');
    const status = problems.length > 0 ? 422 : 200;
    return this.pages.send(reply, PeoplePage({ frame, people, canChange, problems }), { status });
  }

  private async showOne(
    request: FastifyRequest,
    reply: FastifyReply,
    { id, done }: { id: string; done?: PersonDone },
  ): Promise<FastifyReply> {
    const person = await this.find(request, id);
    const frame = { ...this.pages.frame(request), path: `/staff/people/${id}` };
    const status = done === 'last' || done === 'unchecked' ? 422 : 200;
    return this.pages.send(reply, PersonPage({ frame, person, ...(done && { done }) }), { status });
  }

  private showLink(
    request: FastifyRequest,
    reply: FastifyReply,
    { person, token }: Invited,
  ): FastifyReply {
    const frame = { ...this.pages.frame(request), path: '/staff/people' };
    const address = `${this.config.issuer}/staff/enrol/${token}`;
    const { name } = person;
    const page = LinkForPage({ frame, name, address, seconds: invitationSeconds });
    return this.pages.send(reply, page);
  }

  private async find(request: FastifyRequest, id: string): Promise<ListedPerson> {
    const people = await this.people.list(staffMemberOf(request));
    const person = people.find((one) => one.id === id);
    if (!person) throw noSuchPerson();
    return person;
  }
}

function roleIn({ body }: FastifyRequest): StaffRole | null {
  return staffRoles.find((role) => role === fieldIn(body, 'role')) ?? null;
}

function noSuchPerson(): ServiceError {
  return new ServiceError({ code: 'not-found', status: 404, message: 'No such person.' });
}
