import { Controller, Get, Header, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Access } from '../platform/http/access.ts';
import { PublishedMonths } from './published-months.ts';
import type { PublishedMonth } from './tables.ts';

const aWhile = 'public, max-age=300';

/** Everything that was published, for programs and tables. Any page of any site may read it. */
@Controller()
export class StatisticsFilesController {
  constructor(private readonly months: PublishedMonths) {}

  @Get('statistics.json')
  @Header('cache-control', aWhile)
  @Access({ kind: 'public' }, 'asset', { readers: 'anyone' })
  async json(@Res() reply: FastifyReply): Promise<FastifyReply> {
    const months = (await this.months.all()).map(asDocument);
    return reply.type('application/json; charset=utf-8').send(JSON.stringify({ months }));
  }

  @Get('statistics.csv')
  @Header('cache-control', aWhile)
  @Access({ kind: 'public' }, 'asset', { readers: 'anyone' })
  async csv(@Res() reply: FastifyReply): Promise<FastifyReply> {
    const lines = (await this.months.all()).flatMap(linesOf);
    const text = ['month,table,row,count', ...lines].map((line) => `${line}\r\n`).join('');
    return reply.type('text/csv; charset=utf-8').send(text);
  }
}

function asDocument({ month, tables, publishedAt }: PublishedMonth): object {
  return { month, published_at: publishedAt.toISOString(), tables };
}

/** An empty count is hidden. Labels are codes, so none needs quotes. */
function linesOf({ month, tables }: PublishedMonth): string[] {
  return tables.flatMap(({ name, rows, total }) => {
    const all = name === 'services' ? [] : [{ label: 'total', count: total }];
    return [...rows, ...all].map(({ label, count }) => [month, name, label, count ?? ''].join(','));
  });
}
