import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ServiceError } from '../kernel/service-error.ts';
import { KeyDesk } from '../keys/key-desk.ts';
import type { KeyRecord } from '../keys/key-record.ts';
import { KeyRetirements, retirementSeconds } from '../keys/key-retirements.ts';
import type { RetirementAnswer, WaitingRetirement } from '../keys/key-retirements.ts';
import { Access } from '../platform/http/access.ts';
import { PageAnswers } from '../platform/http/page-answers.ts';
import { StaffPeople } from '../staff/people.ts';
import { staffMemberOf } from '../staff/staff-authenticator.ts';
import { withNames } from './keys/with-names.ts';
import { RetireKeyPage } from './pages/keys/retire-key-page.tsx';
import type { RetireState } from './pages/keys/retire-key-page.tsx';
import { RetirementOverPage, RetirementPage } from './pages/keys/retirement-page.tsx';
import { fieldIn } from './staff-form.ts';

/** Retiring a key at once: one person asks, another one answers. */
@Controller('staff/keys')
export class KeyRetirementController {
  constructor(
    private readonly desk: KeyDesk,
    private readonly pages: PageAnswers,
    private readonly people: StaffPeople,
    private readonly retirements: KeyRetirements,
  ) {}

  @Get(':key/retire')
  @Access({ kind: 'staff', action: 'key.change' }, 'page')
  async ask(
    @Param('key') kid: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const waiting = await this.waitingFor(request, kid);
    return this.show(request, reply, { kid, state: stateOf(waiting, false) });
  }

  @Post(':key/retire')
  @Access({ kind: 'staff', action: 'key.change' }, 'page')
  async begin(
    @Param('key') kid: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const isUnderstood = fieldIn(request.body, 'understood') === 'yes';
    if (!isUnderstood) return this.show(request, reply, { kid, state: { kind: 'unchecked' } });
    const outcome = await this.retirements.ask(staffMemberOf(request), kid);
    switch (outcome.kind) {
      case 'asked':
      case 'waiting-already': {
        const waiting = await this.waitingFor(request, kid);
        const state = stateOf(waiting, outcome.kind === 'asked');
        return this.show(request, reply, { kid, state });
      }
      case 'already-compromised':
        return this.pages.goTo(request, reply, '/staff/keys?done=stolen');
      case 'unknown-key':
        throw noSuchKey();
      default:
        return outcome satisfies never;
    }
  }

  @Get('retirements/:request')
  @Access({ kind: 'staff', action: 'key.approve' }, 'page')
  async askAnswer(
    @Param('request') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    return this.showRequest(request, reply, id);
  }

  @Post('retirements/:request')
  @Access({ kind: 'staff', action: 'key.approve' }, 'page')
  async answer(
    @Param('request') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const said = fieldIn(request.body, 'answer');
    if (said !== 'yes' && said !== 'no') return this.showRequest(request, reply, id);
    const outcome = await this.answered(request, id, said);
    switch (outcome.kind) {
      case 'retired':
        return this.pages.goTo(request, reply, '/staff/keys?done=retired');
      case 'declined':
        return this.pages.goTo(request, reply, '/staff/keys?done=declined');
      case 'already-compromised':
        return this.pages.goTo(request, reply, '/staff/keys?done=stolen');
      case 'same-person':
      case 'over':
      case 'unknown-key':
        return this.showRequest(request, reply, id);
      default:
        return outcome satisfies never;
    }
  }

  private answered(
    request: FastifyRequest,
    id: string,
    said: 'yes' | 'no',
  ): Promise<RetirementAnswer> {
    const by = staffMemberOf(request);
    return said === 'yes' ? this.retirements.approve(by, id) : this.retirements.decline(by, id);
  }

  private async showRequest(
    request: FastifyRequest,
    reply: FastifyReply,
    id: string,
  ): Promise<FastifyReply> {
    const by = staffMemberOf(request);
    const frame = this.pages.frame(request);
    const waiting = await withNames(this.people, await this.retirements.waiting(by));
    const asked = waiting.find((one) => one.id === id);
    if (asked === undefined) {
      return this.pages.send(reply, RetirementOverPage({ frame }), { status: 404 });
    }
    const isOwn = asked.askedBy === by.actor.id;
    return this.pages.send(reply, RetirementPage({ frame, asked, isOwn }), {
      status: isOwn && request.method === 'POST' ? 422 : 200,
    });
  }

  private async show(
    request: FastifyRequest,
    reply: FastifyReply,
    { kid, state }: { kid: string; state: RetireState },
  ): Promise<FastifyReply> {
    const record = await this.find(request, kid);
    const frame = this.pages.frame(request);
    const page = RetireKeyPage({ frame, record, seconds: retirementSeconds, state });
    return this.pages.send(reply, page, { status: state.kind === 'unchecked' ? 422 : 200 });
  }

  private async waitingFor(
    request: FastifyRequest,
    kid: string,
  ): Promise<WaitingRetirement | undefined> {
    const waiting = await this.retirements.waiting(staffMemberOf(request));
    return waiting.find((one) => one.kid === kid);
  }

  private async find(request: FastifyRequest, kid: string): Promise<KeyRecord> {
    const keys = await this.desk.list(staffMemberOf(request));
    const key = keys.find((one) => one.kid === kid && !one.compromised);
    if (key === undefined) throw noSuchKey();
    return key;
  }
}

function stateOf(waiting: WaitingRetirement | undefined, isNew: boolean): RetireState {
  return waiting ? { kind: 'waiting', isNew, endsAt: waiting.endsAt } : { kind: 'open' };
}

function noSuchKey(): ServiceError {
  return new ServiceError({ code: 'not-found', status: 404, message: 'No such key.' });
}
