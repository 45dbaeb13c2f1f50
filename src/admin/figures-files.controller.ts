import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ServiceError } from '../kernel/service-error.ts';
import type { StaffMember } from '../ledger/event-catalogue.ts';
import { Access } from '../platform/http/access.ts';
import { staffMemberOf } from '../staff/staff-authenticator.ts';
import { Figures } from '../statistics/figures.ts';
import { csv } from './dashboard/csv.ts';
import { sumOf } from './dashboard/figure.ts';
import { rangeOf, reachOf } from './dashboard/range.ts';
import type { Reach } from './dashboard/range.ts';
import { fieldIn } from './staff-form.ts';

type Lines = (string | number)[][];

/** The numbers behind each chart of the dashboard as a file, by the codes of providers and apps. */
@Controller('staff/figures')
export class FiguresFilesController {
  constructor(private readonly figures: Figures) {}

  @Get(':name.csv')
  @Access({ kind: 'staff', action: 'dashboard.see' }, 'asset')
  async file(
    @Param('name') name: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const reach = reachOf(rangeOf(fieldIn(request.query, 'range')));
    const lines = await this.linesOf(name, staffMemberOf(request), reach);
    if (lines === null) throw noSuchFile();
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="${name}.csv"`)
      .send(csv(lines));
  }

  private linesOf(name: string, staff: StaffMember, reach: Reach): Promise<Lines> | null {
    switch (name) {
      case 'links':
        return this.links(staff, reach);
      case 'sign-ins':
        return this.signIns(staff, reach);
      case 'checks':
        return this.checks(staff, reach);
      default:
        return null;
    }
  }

  private async links(staff: StaffMember, { linkDays }: Reach): Promise<Lines> {
    const { rows } = await this.figures.linksPerDay(staff, linkDays);
    return [
      ['day', 'provider', 'added', 'removed'],
      ...rows.map(({ day, provider, added, removed }) => [day, provider, added, removed]),
    ];
  }

  private async signIns(staff: StaffMember, { signInHours }: Reach): Promise<Lines> {
    const rows = await this.figures.signInsPerHour(staff, signInHours);
    return [
      ['hour', 'provider', 'worked', 'declined', 'failed'],
      ...rows.map((row) => [
        row.hour.toISOString(),
        row.provider,
        row.worked,
        row.declined,
        row.failed,
      ]),
    ];
  }

  private async checks(staff: StaffMember, { checkDays }: Reach): Promise<Lines> {
    const { rows } = await this.figures.tokenChecksPerDay(staff, checkDays);
    return [
      ['day', 'app', 'active', 'not_active', 'issued', 'refused'],
      ...rows.map(({ day, app, yes, no, issued, errors }) => {
        return [day, app, yes, no, issued, sumOf(Object.values(errors))];
      }),
    ];
  }
}

function noSuchFile(): ServiceError {
  return new ServiceError({ code: 'not-found', status: 404, message: 'No such file.' });
}
