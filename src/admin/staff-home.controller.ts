import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Attention } from '../platform/attention/attention.ts';
import { Access } from '../platform/http/access.ts';
import { PageAnswers } from '../platform/http/page-answers.ts';
import { staffMemberOf } from '../staff/staff-authenticator.ts';
import { Dashboard } from './dashboard/dashboard.ts';
import { rangeOf, reachOf } from './dashboard/range.ts';
import { StaffHomePage } from './pages/dashboard/home-page.tsx';
import { fieldIn } from './staff-form.ts';

/** Where staff arrive: what needs attention, and how much happens. */
@Controller('staff')
export class StaffHomeController {
  constructor(
    private readonly attention: Attention,
    private readonly dashboard: Dashboard,
    private readonly pages: PageAnswers,
  ) {}

  @Get()
  @Access({ kind: 'staff', action: 'dashboard.see' }, 'page')
  async show(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const staff = staffMemberOf(request);
    const frame = this.pages.frame(request);
    const range = rangeOf(fieldIn(request.query, 'range'));
    const items = await this.attention.items(staff);
    const now = await this.dashboard.now(staff);
    const charts = await this.dashboard.charts(staff, frame.language, reachOf(range));
    return this.pages.send(reply, StaffHomePage({ frame, items, now, charts, range }));
  }
}
