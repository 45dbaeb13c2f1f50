import { Controller, Get, HttpCode, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ApiRoute } from '../platform/http/contract.ts';
import { asPage, pageOf, pageQuery, placeAt } from '../platform/http/paging.ts';
import type { PageQuery } from '../platform/http/paging.ts';
import { keptInWords } from '../retention/kept.ts';
import { Retention } from '../retention/retention.ts';
import type { PreviewRow, RetentionRun } from '../retention/retention-run.ts';
import { say } from '../words/words.ts';
import { staffOf } from './order.ts';

const kind = z.strictObject({
  kind: z.string(),
  what: z.string(),
  why: z.string(),
  kept: z.string(),
  due: z
    .int()
    .nullable()
    .describe('What a run would delete now; null for what does not go by time.'),
  deleted: z.int().nullable().describe('What has gone since the last certificate.'),
});
const preview = z.strictObject({ kinds: z.array(kind) });

const certificate = z.strictObject({
  finished_at: z.iso.datetime(),
  deleted: z.int().describe('Everything that has gone since the certificate before.'),
  text: z.string(),
  sha256: z.string().describe('Of the text, as base64url. The ledger has it, too.'),
});
const run = z.strictObject({
  run: z.uuid(),
  began_at: z.iso.datetime(),
  certificate: certificate.nullable().describe('Null while the run still goes on.'),
});
const runs = pageOf(run);
const place = z.tuple([z.uuid()]);

/** What is deleted when, for staff: the schedule, what is due, the runs and their certificates. */
@Controller('api/admin/retention')
export class AdminRetentionController {
  constructor(private readonly retention: Retention) {}

  @Get()
  @ApiRoute(
    { kind: 'app', scope: 'admin:retention.read' },
    {
      name: 'previewRetention',
      summary: 'What is kept for how long, and what is due. Changes nothing.',
      answer: preview,
    },
  )
  async preview(@Req() request: FastifyRequest): Promise<z.output<typeof preview>> {
    return { kinds: (await this.retention.preview(staffOf(request))).map(asKind) };
  }

  @Get('runs')
  @ApiRoute(
    { kind: 'app', scope: 'admin:retention.read' },
    {
      name: 'listRetentionRuns',
      summary: 'Runs and their certificates, newest first.',
      query: pageQuery,
      answer: runs,
    },
  )
  async list(
    @Query() { cursor, limit }: PageQuery,
    @Req() request: FastifyRequest,
  ): Promise<z.output<typeof runs>> {
    const before = placeAt(cursor, place)?.[0] ?? null;
    const found = await this.retention.lastRuns(staffOf(request), limit + 1, before);
    return asPage(found, limit, { show: asRun, placeOf: ({ id }) => [id] });
  }

  @Post('runs')
  @HttpCode(200)
  @ApiRoute(
    { kind: 'app', scope: 'admin:retention.run' },
    {
      name: 'runRetention',
      summary:
        'Deletes what is due and certifies what has gone. A long run goes on after the answer.',
      answer: run,
    },
  )
  async run(@Req() request: FastifyRequest): Promise<z.output<typeof run>> {
    const outcome = await this.retention.run(staffOf(request));
    return asRun({ certificate: null, ...outcome.run });
  }
}

function asKind({ name, kind: { what, kept }, why, due, gone }: PreviewRow): z.output<typeof kind> {
  const words = { what: say('en', what), why: say('en', why), kept: keptInWords('en', kept) };
  return { kind: name, ...words, due, deleted: gone };
}

function asRun({ id, beganAt, certificate: known }: RetentionRun): z.output<typeof run> {
  const shown = known && {
    finished_at: known.finishedAt.toISOString(),
    deleted: known.deleted,
    text: known.text,
    sha256: known.hash,
  };
  return { run: id, began_at: beganAt.toISOString(), certificate: shown };
}
