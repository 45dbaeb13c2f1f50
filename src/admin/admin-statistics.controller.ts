import { Body, Controller, Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ApiRoute } from '../platform/http/contract.ts';
import { refusal } from '../platform/http/contracts.ts';
import { PublishedMonths } from '../statistics/published-months.ts';
import { isMonth } from '../statistics/month.ts';
import { Statistics } from '../statistics/statistics.ts';
import { tableNames } from '../statistics/tables.ts';
import type { Table } from '../statistics/tables.ts';
import { staffOf } from './order.ts';

const monthId = {
  says: 'The month, such as `2026-11`.',
  unknown: 'month-not-found',
  shape: z.string().refine(isMonth),
} as const;
const moment = z.iso.datetime();
const name = z.enum(tableNames);
const number = z.int().nullable().describe('Null where it is hidden.');

const listed = z.strictObject({
  published: z.array(z.strictObject({ month: z.string(), published_at: moment })),
  open: z.array(z.string()).describe('Months that can be published now.'),
});
const shown = z.strictObject({
  month: z.string(),
  published_at: moment.nullable().describe('Null of a preview.'),
  tables: z.array(
    z.strictObject({
      name,
      rows: z.array(z.strictObject({ label: z.string(), count: number })),
      total: number,
    }),
  ),
});
const order = z.strictObject({
  without: z.array(name).default([]).describe('Tables that nobody shall read of this month.'),
});
const published = z.strictObject({
  month: z.string(),
  status: z
    .enum(['published', 'published-before'])
    .describe('`published-before`: it stays as it was published then.'),
});

/** The statistics for everybody: looking at a month with small numbers hidden, and publishing it for good. */
@Controller('api/admin/statistics')
export class AdminStatisticsController {
  constructor(
    private readonly months: PublishedMonths,
    private readonly statistics: Statistics,
  ) {}

  @Get()
  @ApiRoute(
    { kind: 'app', scope: 'admin:statistics.read' },
    {
      name: 'listStatistics',
      summary: 'Which months are published, and which can be.',
      answer: listed,
    },
  )
  async list(@Req() request: FastifyRequest): Promise<z.output<typeof listed>> {
    const open = await this.statistics.open(staffOf(request));
    const known = (await this.months.all()).map(({ month, publishedAt }) => {
      return { month, published_at: publishedAt.toISOString() };
    });
    return { published: known, open };
  }

  @Get(':month')
  @ApiRoute(
    { kind: 'app', scope: 'admin:statistics.read' },
    {
      name: 'previewStatistics',
      summary: 'A month as everybody reads it, or would read it.',
      ids: { month: monthId },
      answer: shown,
    },
  )
  async preview(
    @Param('month') month: string,
    @Req() request: FastifyRequest,
  ): Promise<z.output<typeof shown>> {
    const seen = await this.statistics.preview(staffOf(request), month);
    switch (seen.kind) {
      case 'ready':
        return { month, published_at: null, tables: seen.tables.map(asTable) };
      case 'published-before': {
        const { publishedAt, tables } = seen.published;
        const at = publishedAt.toISOString();
        return { month, published_at: at, tables: tables.map(asTable) };
      }
      case 'not-a-month':
      case 'not-over':
      case 'too-old':
        throw refusal('month-not-found');
      default:
        return seen satisfies never;
    }
  }

  @Post(':month/publish')
  @HttpCode(200)
  @ApiRoute(
    { kind: 'app', scope: 'admin:statistics.publish' },
    {
      name: 'publishStatistics',
      summary: 'Publishes a month. It cannot be changed afterwards.',
      ids: { month: monthId },
      body: order,
      answer: published,
    },
  )
  async publish(
    @Param('month') month: string,
    @Body() { without }: z.output<typeof order>,
    @Req() request: FastifyRequest,
  ): Promise<z.output<typeof published>> {
    const outcome = await this.statistics.publish(staffOf(request), month, without);
    switch (outcome.kind) {
      case 'published':
      case 'published-before':
        return { month, status: outcome.kind };
      case 'nothing-left':
        throw refusal('invalid', {
          fields: [{ pointer: '#/without', detail: 'leaves no table' }],
        });
      case 'not-a-month':
      case 'not-over':
      case 'too-old':
        throw refusal('month-not-found');
      default:
        return outcome satisfies never;
    }
  }
}

function asTable({ name: table, rows, total }: Table): z.output<typeof shown>['tables'][number] {
  return { name: table, rows: rows.map(({ label, count }) => ({ label, count })), total };
}
