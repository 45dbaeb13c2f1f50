import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { AuditExports, exportForms } from '../audit/audit-exports.ts';
import type { AuditFilters, FilterName } from '../audit/audit-filters.ts';
import { AuditLog } from '../audit/audit-log.ts';
import { Config } from '../config/config.ts';
import { ServiceError } from '../kernel/service-error.ts';
import { may } from '../permissions/permissions.ts';
import { Access } from '../platform/http/access.ts';
import { languageOf } from '../platform/http/language.ts';
import { PageAnswers } from '../platform/http/page-answers.ts';
import { staffMemberOf } from '../staff/staff-authenticator.ts';
import { filtersIn, textsIn } from './audit/asked-filters.ts';
import { AuditDesk } from './audit/audit-desk.ts';
import { AuditPage } from './pages/audit/audit-page.tsx';
import { EntryPage } from './pages/audit/entry-page.tsx';
import { fieldIn } from './staff-form.ts';

const entryNumber = /^\d{1,18}$/;

/** The ledger for auditors: what happened, one entry, a copy to take away. Nothing here changes an entry. */
@Controller('staff/audit')
export class AuditController {
  constructor(
    private readonly config: Config,
    private readonly copies: AuditExports,
    private readonly desk: AuditDesk,
    private readonly log: AuditLog,
    private readonly pages: PageAnswers,
  ) {}

  @Get()
  @Access({ kind: 'staff', action: 'audit.see' }, 'page')
  async list(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const read = filtersIn(textsIn(request.query), this.config.site.timeZone);
    if (read.kind === 'wrong') return this.show(request, reply, { wrong: read.names });
    return this.show(request, reply, { wrong: [], filters: read.filters });
  }

  /** A file, not a page: whoever takes it stays where they are. */
  @Post('copy')
  @Access({ kind: 'staff', action: 'audit.export' }, 'page')
  async copy(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const read = filtersIn(textsIn(request.body), this.config.site.timeZone);
    const form = exportForms.find((one) => one === fieldIn(request.body, 'form'));
    if (read.kind === 'wrong' || form === undefined) throw notUnderstood();
    const { parts } = await this.copies.begin(staffMemberOf(request), read.filters, form);
    return reply
      .type(form === 'csv' ? 'text/csv; charset=utf-8' : 'application/jsonl; charset=utf-8')
      .header('content-disposition', `attachment; filename="audit-log.${form}"`)
      .send(Readable.from(parts));
  }

  @Get('entries/:entry')
  @Access({ kind: 'staff', action: 'audit.see' }, 'page')
  async one(
    @Param('entry') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const known = entryNumber.test(id) ? await this.log.find(staffMemberOf(request), id) : null;
    const frame = this.pages.frame(request);
    const [entry] = await this.desk.tell(known === null ? [] : [known], frame.language);
    if (entry === undefined) throw noSuchEntry();
    const reads = await this.desk.reads(entry, frame.language);
    return this.pages.send(reply, EntryPage({ frame, entry, reads }));
  }

  private async show(
    request: FastifyRequest,
    reply: FastifyReply,
    { wrong, filters = {} }: { wrong: readonly FilterName[]; filters?: AuditFilters },
  ): Promise<FastifyReply> {
    const staff = staffMemberOf(request);
    const language = languageOf(request);
    const sent = fieldIn(request.query, 'older');
    const before = entryNumber.test(sent) ? sent : null;
    const isWrong = wrong.length > 0;
    const found = isWrong ? nothing : await this.log.page(staff, filters, before);
    const page = AuditPage({
      frame: this.pages.frame(request),
      asked: textsIn(request.query),
      choices: await this.desk.choices(staff, language),
      wrong,
      entries: await this.desk.tell(found.entries, language),
      isOlder: before !== null,
      older: found.older,
      copied: may(staff, 'audit.export') ? textsOf(found.filters) : null,
    });
    return this.pages.send(reply, page, { status: isWrong ? 422 : 200 });
  }
}

const nothing = { entries: [], older: null, filters: {} };

/** What was really asked as a form sends it, so that a copy of the last day is of that day. */
function textsOf(filters: AuditFilters): Record<string, string> {
  const texts = Object.entries(filters).map(([name, value]) => {
    return [name, value instanceof Date ? value.toISOString() : String(value)];
  });
  return Object.fromEntries(texts) as Record<string, string>;
}

function notUnderstood(): ServiceError {
  return new ServiceError({ code: 'bad-request', status: 400, message: 'No such copy.' });
}

function noSuchEntry(): ServiceError {
  return new ServiceError({ code: 'not-found', status: 404, message: 'No such entry.' });
}
