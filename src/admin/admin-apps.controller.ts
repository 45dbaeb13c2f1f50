import { Controller, Get, Param, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { checkApp } from '../apps/app-check.ts';
import { AppDesk } from '../apps/app-desk.ts';
import type { AppRecord } from '../apps/app-record.ts';
import { Config } from '../config/config.ts';
import { ApiRoute } from '../platform/http/contract.ts';
import { refusal } from '../platform/http/contracts.ts';
import { reachOf } from '../platform/outgoing/reach.ts';
import { appId } from './apps/app-id.ts';
import { appShape, asApp, asWholeApp, wholeAppShape } from './apps/app-shape.ts';
import { staffOf } from './order.ts';

const listed = z.strictObject({ apps: z.array(appShape).describe('By name.') });
const checked = z.strictObject({
  client_id: z.string(),
  findings: z.array(
    z.strictObject({
      point: z.enum(['on', 'rules', 'proof', 'returns', 'openid', 'spanish', 'old']),
      state: z
        .enum(['good', 'note', 'missing'])
        .describe('`missing`: no sign-in works without it. `note`: somebody should look.'),
    }),
  ),
});

/** The registry of city apps, for staff: to see it. */
@Controller('api/admin/apps')
export class AdminAppsController {
  constructor(
    private readonly config: Config,
    private readonly desk: AppDesk,
  ) {}

  @Get()
  @ApiRoute(
    { kind: 'app', scope: 'admin:apps.read' },
    { name: 'listApps', summary: 'Which apps are registered, and how.', answer: listed },
  )
  async list(@Req() request: FastifyRequest): Promise<z.output<typeof listed>> {
    return { apps: (await this.desk.list(staffOf(request))).map(asApp) };
  }

  @Get(':app')
  @ApiRoute(
    { kind: 'app', scope: 'admin:apps.read' },
    {
      name: 'showApp',
      summary: 'How an app is registered.',
      ids: { app: appId },
      answer: wholeAppShape,
    },
  )
  async show(
    @Param('app') id: string,
    @Req() request: FastifyRequest,
  ): Promise<z.output<typeof wholeAppShape>> {
    return asWholeApp(await this.find(request, id));
  }

  @Get(':app/check')
  @ApiRoute(
    { kind: 'app', scope: 'admin:apps.read' },
    {
      name: 'checkApp',
      summary: 'Whether the registration of an app is complete. No address of the app is visited.',
      ids: { app: appId },
      answer: checked,
    },
  )
  async check(
    @Param('app') id: string,
    @Req() request: FastifyRequest,
  ): Promise<z.output<typeof checked>> {
    return {
      client_id: id,
      findings: checkApp(await this.find(request, id), reachOf(this.config)),
    };
  }

  private async find(request: FastifyRequest, id: string): Promise<AppRecord> {
    const record = await this.desk.find(staffOf(request), id);
    if (record === null) throw refusal('app-not-found');
    return record;
  }
}
