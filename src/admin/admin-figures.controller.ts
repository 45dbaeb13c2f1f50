import { Controller, Get, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ApiRoute } from '../platform/http/contract.ts';
import { Figures } from '../statistics/figures.ts';
import { reachOf } from './dashboard/range.ts';
import { staffOf } from './order.ts';

const count = z.int().nonnegative();
const day = z.string().describe('A day of the city, such as `2026-11-23`.');
const figures = z.strictObject({
  residents: count,
  links: z.array(z.strictObject({ provider: z.string(), links: count })),
  links_per_day: z
    .array(z.strictObject({ day, provider: z.string(), added: count, removed: count }))
    .describe('Of the last 30 days. A day without a row is a day with nothing.'),
  sign_ins_per_hour: z
    .array(
      z.strictObject({
        hour: z.iso.datetime(),
        provider: z.string(),
        worked: count,
        declined: count,
        failed: count,
      }),
    )
    .describe('Of the last 24 hours.'),
  token_checks_per_day: z
    .array(z.strictObject({ day, app: z.string(), active: count, not_active: count }))
    .describe('Of the last 7 days.'),
});

/** The numbers of the dashboard, for programs that watch over the service. */
@Controller('api/admin/figures')
export class AdminFiguresController {
  constructor(private readonly figures: Figures) {}

  @Get()
  @ApiRoute(
    { kind: 'app', scope: 'admin:dashboard.read' },
    {
      name: 'readFigures',
      summary: 'How many residents and links there are, and how much happened lately.',
      answer: figures,
    },
  )
  async read(@Req() request: FastifyRequest): Promise<z.output<typeof figures>> {
    const staff = staffOf(request);
    const { linkDays, signInHours, checkDays } = reachOf(null);
    const { residents, links } = await this.figures.totals(staff);
    const perDay = await this.figures.linksPerDay(staff, linkDays);
    const perHour = await this.figures.signInsPerHour(staff, signInHours);
    const checks = await this.figures.tokenChecksPerDay(staff, checkDays);
    return {
      residents,
      links,
      links_per_day: perDay.rows,
      sign_ins_per_hour: perHour.map((row) => ({ ...row, hour: row.hour.toISOString() })),
      token_checks_per_day: checks.rows.map(({ day: on, app, yes, no }) => {
        return { day: on, app, active: yes, not_active: no };
      }),
    };
  }
}
