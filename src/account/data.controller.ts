import { Readable } from 'node:stream';
import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../config/config.ts';
import { fileOf } from '../export/copy-file.ts';
import type { CopyHead } from '../export/copy-file.ts';
import { CopyInWords } from '../export/copy-in-words.ts';
import { DataCopies } from '../export/data-copies.ts';
import { Clock } from '../kernel/clock.ts';
import { Access } from '../platform/http/access.ts';
import { languageOf } from '../platform/http/language.ts';
import { PageAnswers } from '../platform/http/page-answers.ts';
import { Policies } from '../policy/policies.ts';
import { policyPath } from '../policy/policy-path.ts';
import { sessionOf } from '../residents/resident-authenticator.ts';
import { provePath } from '../sign-in/proofs.ts';
import { pathIn } from '../words/words.ts';
import { CopyPage, sectionsOf } from './pages/copy-page.tsx';
import { DataPage } from './pages/data-page.tsx';

/** What is kept about a resident, to take along. Both copies are made by a form: nothing else may write to the ledger. */
@Controller('account/data')
export class DataController {
  constructor(
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly copies: DataCopies,
    private readonly inWords: CopyInWords,
    private readonly pages: PageAnswers,
    private readonly policies: Policies,
  ) {}

  @Get()
  @Access({ kind: 'resident' }, 'page')
  data(@Req() request: FastifyRequest, @Res() reply: FastifyReply): FastifyReply {
    return this.pages.send(reply, DataPage({ frame: this.pages.frame(request) }));
  }

  @Post('file')
  @Access({ kind: 'resident' }, 'page')
  async file(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const copy = await this.copies.start(sessionOf(request), 'file');
    if (copy.kind === 'not-proved') return this.pages.goTo(request, reply, provePath('export'));
    return reply
      .type('application/json; charset=utf-8')
      .header('content-disposition', 'attachment; filename="my-data.json"')
      .send(Readable.from(fileOf(await this.head(request), copy.parts)));
  }

  @Post('page')
  @Access({ kind: 'resident' }, 'page')
  async page(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const copy = await this.copies.start(sessionOf(request), 'page');
    if (copy.kind === 'not-proved') return this.pages.goTo(request, reply, provePath('export'));
    const frame = { ...this.pages.frame(request), path: '/account/data' };
    const page = CopyPage({ frame, head: await this.head(request) });
    const parts = await this.inWords.of(copy.parts, frame.language);
    return this.pages.sendInParts(reply, page, sectionsOf(frame, parts));
  }

  private async head(request: FastifyRequest): Promise<CopyHead> {
    const language = languageOf(request);
    const { issuer, site } = this.config;
    const { version } = await this.policies.current();
    return {
      language,
      service: site.service,
      city: site.city[language],
      madeAt: new Date(this.clock.milliseconds()),
      policy: {
        version: String(version),
        url: issuer + pathIn(language, policyPath(String(version))),
      },
    };
  }
}
