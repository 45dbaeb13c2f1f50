import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { readCode } from '../kernel/confirmation-code.ts';
import type { LookedFor } from '../ledger/event-catalogue.ts';
import { may } from '../permissions/permissions.ts';
import { Access } from '../platform/http/access.ts';
import { PageAnswers } from '../platform/http/page-answers.ts';
import { staffMemberOf } from '../staff/staff-authenticator.ts';
import { RecordSearch } from '../support/record-search.ts';
import { isPurpose } from '../support/support-access.ts';
import type { Problem } from '../ui/error-summary.tsx';
import { sayIn } from '../words/words.ts';
import type { Say } from '../words/words.ts';
import { FindPage } from './pages/records/find-page.tsx';
import { FoundPage } from './pages/records/found-page.tsx';
import type { Found } from './pages/records/found-page.tsx';
import { RecordDesk } from './records/record-desk.ts';
import { fieldIn } from './staff-form.ts';

const longestText = 200;

/** Looking for a resident. What was typed never stands in an address. */
@Controller('staff/find')
export class FindController {
  constructor(
    private readonly desk: RecordDesk,
    private readonly pages: PageAnswers,
    private readonly search: RecordSearch,
  ) {}

  @Get()
  @Access({ kind: 'staff', action: 'record.search' }, 'page')
  ask(@Req() request: FastifyRequest, @Res() reply: FastifyReply): FastifyReply {
    const canLift = may(staffMemberOf(request), 'link.block');
    return this.pages.send(reply, FindPage({ frame: this.pages.frame(request), canLift }));
  }

  @Post()
  @Access({ kind: 'staff', action: 'record.search' }, 'page')
  async find(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const frame = this.pages.frame(request);
    const text = fieldIn(request.body, 'text');
    const purpose = fieldIn(request.body, 'purpose');
    const problems = problemsIn(sayIn(frame.language), { text, purpose });
    if (!isPurpose(purpose) || problems.length > 0) {
      const canLift = may(staffMemberOf(request), 'link.block');
      const chosen = isPurpose(purpose) ? { lookedFor: purpose } : {};
      return this.pages.send(reply, FindPage({ frame, problems, text, canLift, ...chosen }), {
        status: 422,
      });
    }
    const code = readCode(text);
    if (code !== null && !/^\d+$/.test(text))
      return this.show(request, reply, { kind: 'deletion', code }, purpose);
    const finding = await this.search.find(staffMemberOf(request), { text, lookedFor: purpose });
    switch (finding.kind) {
      case 'opened':
        return this.pages.goTo(request, reply, `/staff/records/${finding.record.id}`);
      case 'found':
        return this.show(request, reply, { kind: 'records', records: finding.records }, purpose);
      case 'too-many':
      case 'trouble':
        return this.show(request, reply, finding, purpose);
      default:
        return finding satisfies never;
    }
  }

  private show(
    request: FastifyRequest,
    reply: FastifyReply,
    found: Found,
    lookedFor: LookedFor,
  ): FastifyReply {
    const frame = this.pages.frame(request);
    const provider = this.desk.providerName;
    return this.pages.send(reply, FoundPage({ frame, found, lookedFor, provider }));
  }
}

function problemsIn(say: Say, { text, purpose }: { text: string; purpose: string }): Problem[] {
  const problems: Problem[] = [];
  if (!isPurpose(purpose)) {
    problems.push({ field: 'purpose-help', message: say('find.purpose.missing') });
  }
  if (text === '' || text.length > longestText) {
    problems.push({ field: 'text', message: say('find.text.missing') });
  }
  return problems;
}
