import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AuditLog } from '../audit/audit-log.ts';
import { ChainChecks } from '../audit/chain-checks.ts';
import { SealState } from '../audit/seal-state.ts';
import { Config } from '../config/config.ts';
import { Access } from '../platform/http/access.ts';
import { PageAnswers } from '../platform/http/page-answers.ts';
import { staffMemberOf } from '../staff/staff-authenticator.ts';
import { AuditDesk } from './audit/audit-desk.ts';
import { ChainPage } from './pages/audit/chain-page.tsx';

/** Whether anybody changed the ledger: the last check, a new one, and what to keep elsewhere. */
@Controller('staff/audit/chain')
export class AuditChainController {
  constructor(
    private readonly checks: ChainChecks,
    private readonly config: Config,
    private readonly desk: AuditDesk,
    private readonly log: AuditLog,
    private readonly pages: PageAnswers,
    private readonly seals: SealState,
  ) {}

  @Get()
  @Access({ kind: 'staff', action: 'audit.see' }, 'page')
  async show(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const staff = staffMemberOf(request);
    const frame = this.pages.frame(request);
    const check = await this.checks.last(staff);
    const who = check && (await this.desk.who(check.event, frame.language));
    const event = check?.event;
    const page = ChainPage({
      frame,
      last: check && { ...check, who: who ?? '' },
      wrong: event?.intact === false ? await this.log.sealedAs(staff, event.number) : null,
      state: await this.seals.now(staff),
      hasFile: this.config.audit.checkpointFile !== null,
    });
    return this.pages.send(reply, page);
  }

  /** The answer is the page itself, which shows the check to everybody who comes later, too. */
  @Post()
  @Access({ kind: 'staff', action: 'audit.see' }, 'page')
  async check(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    await this.checks.check(staffMemberOf(request));
    return this.pages.goTo(request, reply, '/staff/audit/chain');
  }
}
