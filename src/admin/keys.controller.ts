import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../config/config.ts';
import { Clock } from '../kernel/clock.ts';
import { KeyDesk } from '../keys/key-desk.ts';
import type { KeyStep } from '../keys/key-desk.ts';
import { KeyRetirements } from '../keys/key-retirements.ts';
import type { StaffMember } from '../ledger/event-catalogue.ts';
import { may } from '../permissions/permissions.ts';
import { Access } from '../platform/http/access.ts';
import { PageAnswers } from '../platform/http/page-answers.ts';
import { StaffPeople } from '../staff/people.ts';
import { staffMemberOf } from '../staff/staff-authenticator.ts';
import { withNames } from './keys/with-names.ts';
import { KeyStepsPage, keySteps } from './pages/keys/key-steps-page.tsx';
import type { KeyStepName, Setback } from './pages/keys/key-steps-page.tsx';
import { keysDone } from './pages/keys/key-words.ts';
import type { KeysDone } from './pages/keys/key-words.ts';
import { KeysPage } from './pages/keys/keys-page.tsx';
import { fieldIn } from './staff-form.ts';

/** The keys that sign: seeing them, and changing them a step at a time. */
@Controller('staff/keys')
export class KeysController {
  constructor(
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly desk: KeyDesk,
    private readonly pages: PageAnswers,
    private readonly people: StaffPeople,
    private readonly retirements: KeyRetirements,
  ) {}

  @Get()
  @Access({ kind: 'staff', action: 'key.see' }, 'page')
  async list(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const by = staffMemberOf(request);
    const keys = await this.desk.list(by);
    const waiting = await withNames(this.people, await this.retirements.waiting(by));
    const page = KeysPage({
      frame: { ...this.pages.frame(request), path: '/staff/keys' },
      keys,
      waiting,
      times: { ...this.config.keys, now: new Date(this.clock.milliseconds()) },
      canChange: may(by, 'key.change'),
      canApprove: may(by, 'key.approve'),
      done: doneIn(request),
    });
    return this.pages.send(reply, page);
  }

  @Get('change')
  @Access({ kind: 'staff', action: 'key.change' }, 'page')
  askStep(@Req() request: FastifyRequest, @Res() reply: FastifyReply): FastifyReply {
    return this.showSteps(request, reply);
  }

  @Post('change')
  @Access({ kind: 'staff', action: 'key.change' }, 'page')
  async takeStep(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const step = keySteps.find((name) => name === fieldIn(request.body, 'act'));
    if (step === undefined) return this.showSteps(request, reply);
    const outcome = await this.taken(staffMemberOf(request), step);
    switch (outcome.kind) {
      case 'done':
        return this.pages.goTo(request, reply, `/staff/keys?done=${step}`);
      case 'too-early':
        return this.showSteps(request, reply, { ...outcome, step });
      case 'nothing-to-do':
        return this.showSteps(request, reply, outcome);
      default:
        return outcome satisfies never;
    }
  }

  private taken(by: StaffMember, step: KeyStepName): Promise<KeyStep> {
    switch (step) {
      case 'next':
        return this.desk.makeNext(by);
      case 'over':
        return this.desk.changeOver(by);
      case 'old':
        return this.desk.retirePrevious(by);
      default:
        return step satisfies never;
    }
  }

  private showSteps(request: FastifyRequest, reply: FastifyReply, setback?: Setback): FastifyReply {
    const frame = this.pages.frame(request);
    const aheadSeconds = this.config.keys.publishAheadSeconds;
    const page = KeyStepsPage({ frame, aheadSeconds, ...(setback && { setback }) });
    return this.pages.send(reply, page, { status: setback ? 422 : 200 });
  }
}

function doneIn({ query }: FastifyRequest): KeysDone | undefined {
  const said = fieldIn(query, 'done');
  return Object.hasOwn(keysDone, said) ? (said as KeysDone) : undefined;
}
