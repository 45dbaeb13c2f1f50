import { Body, Controller, HttpCode, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AppDesk } from '../apps/app-desk.ts';
import { ApiRoute } from '../platform/http/contract.ts';
import { refusal } from '../platform/http/contracts.ts';
import { appId } from './apps/app-id.ts';
import { changesShape, registrationShape } from './apps/app-shape.ts';
import type { Changes } from './apps/app-shape.ts';
import { changesIn, refusedAs } from './apps/ordered-app.ts';
import { staffOf } from './order.ts';

const scope = 'admin:apps.change';
const client = z.strictObject({ client_id: z.string() });
const secret = z
  .string()
  .nullable()
  .describe('Told here and never again; null where there is none.');
const registered = client.extend({ client_secret: secret });
const changed = client.extend({
  status: z.enum(['changed', 'unchanged']),
  settings: z.array(z.string()).describe('What changed, as the log names it.'),
  client_secret: secret,
});
const rotated = client.extend({
  status: z
    .enum(['rotated', 'overlap-running', 'no-secret'])
    .describe('`overlap-running`: the old secret still works, and nothing was done.'),
  client_secret: secret,
});
const switched = client.extend({ status: z.enum(['done', 'nothing-to-do']) });

type Registered = z.output<typeof registrationShape>;
type Switched = z.output<typeof switched>;

/**
 * City apps, for staff: to register and to change them. What a person must approve is not given through the API, and
 * apps that have it are not changed through it, except to pause one.
 */
@Controller('api/admin/apps')
export class AdminAppOrdersController {
  constructor(private readonly desk: AppDesk) {}

  @Post()
  @HttpCode(200)
  @ApiRoute(
    { kind: 'app', scope },
    {
      name: 'registerApp',
      summary: 'Registers an app. Its secret is in the answer and nowhere else.',
      body: registrationShape,
      answer: registered,
    },
  )
  async register(
    @Body() { client_id: id, kind, ...rest }: Registered,
    @Req() request: FastifyRequest,
  ): Promise<z.output<typeof registered>> {
    const { client_name: name, department, purpose, redirect_uris: redirectUris, scopes } = rest;
    const named = { id, kind, name, department, purpose, redirectUris, scopes };
    const outcome = await this.desk.register(staffOf(request), { ...named, ...changesIn(rest) });
    if (outcome.kind === 'refused') throw refusedAs(outcome);
    return { client_id: id, client_secret: outcome.secret };
  }

  @Post(':app/change')
  @HttpCode(200)
  @ApiRoute(
    { kind: 'app', scope },
    {
      name: 'changeApp',
      summary: 'Changes how an app is registered, in what is given.',
      ids: { app: appId },
      body: changesShape,
      answer: changed,
    },
  )
  async change(
    @Param('app') id: string,
    @Body() body: Changes,
    @Req() request: FastifyRequest,
  ): Promise<z.output<typeof changed>> {
    const outcome = await this.desk.change(staffOf(request), { id, changes: changesIn(body) });
    switch (outcome.kind) {
      case 'changed': {
        const { settings, secret: client_secret } = outcome;
        return { client_id: id, status: 'changed', settings: [...settings], client_secret };
      }
      case 'nothing-to-do':
        return { client_id: id, status: 'unchanged', settings: [], client_secret: null };
      case 'unknown-app':
        throw refusal('app-not-found');
      case 'refused':
        throw refusedAs(outcome);
      default:
        return outcome satisfies never;
    }
  }

  @Post(':app/rotate-secret')
  @HttpCode(200)
  @ApiRoute(
    { kind: 'app', scope },
    {
      name: 'rotateSecret',
      summary: 'Makes a new secret. The old one works for another 24 hours.',
      ids: { app: appId },
      answer: rotated,
    },
  )
  async rotate(
    @Param('app') id: string,
    @Req() request: FastifyRequest,
  ): Promise<z.output<typeof rotated>> {
    const outcome = await this.desk.rotateSecret(staffOf(request), id);
    if (outcome.kind === 'unknown-app') throw refusal('app-not-found');
    const told = outcome.kind === 'rotated' ? outcome.secret : null;
    return { client_id: id, status: outcome.kind, client_secret: told };
  }

  @Post(':app/end-old-secret')
  @HttpCode(200)
  @ApiRoute(
    { kind: 'app', scope },
    {
      name: 'endOldSecret',
      summary: 'Ends the old secret of an app before its time is over.',
      ids: { app: appId },
      answer: switched,
    },
  )
  endOld(@Param('app') id: string, @Req() request: FastifyRequest): Promise<Switched> {
    return this.switch(request, id, 'endOldSecret');
  }

  @Post(':app/pause')
  @HttpCode(200)
  @ApiRoute(
    { kind: 'app', scope },
    {
      name: 'pauseApp',
      summary: 'Switches an app off; every token it holds is dead at once.',
      ids: { app: appId },
      answer: switched,
    },
  )
  pause(@Param('app') id: string, @Req() request: FastifyRequest): Promise<Switched> {
    return this.switch(request, id, 'pause');
  }

  @Post(':app/resume')
  @HttpCode(200)
  @ApiRoute(
    { kind: 'app', scope },
    {
      name: 'resumeApp',
      summary: 'Switches an app on again. Residents are asked anew.',
      ids: { app: appId },
      answer: switched,
    },
  )
  resume(@Param('app') id: string, @Req() request: FastifyRequest): Promise<Switched> {
    return this.switch(request, id, 'resume');
  }

  private async switch(
    request: FastifyRequest,
    id: string,
    act: 'pause' | 'resume' | 'endOldSecret',
  ): Promise<Switched> {
    const status = await this.desk[act](staffOf(request), id);
    if (status === 'unknown-app') throw refusal('app-not-found');
    return { client_id: id, status };
  }
}
