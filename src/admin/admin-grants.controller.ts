import { Body, Controller, Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { GrantRevocations } from '../grants/grant-revocations.ts';
import { GrantSearch } from '../grants/grant-search.ts';
import type { FoundGrant } from '../grants/grant-search.ts';
import { ApiRoute } from '../platform/http/contract.ts';
import { refusal } from '../platform/http/contracts.ts';
import { orderWithReason, staffOf } from './order.ts';
import type { OrderWithReason } from './order.ts';

const grant = z.strictObject({
  grant: z.uuid().describe('The `sid` of its tokens.'),
  app: z.string(),
  scopes: z.array(z.string()),
  resource: z.string(),
  granted_at: z.iso.datetime(),
  status: z.enum(['live', 'ended']),
});
const listed = z.strictObject({
  resident: z.uuid(),
  grants: z.array(grant).describe('The newest 100, newest first.'),
});
const revoked = z.strictObject({ grant: z.uuid(), status: z.enum(['revoked', 'already-ended']) });

/** What residents let apps do, for staff: to see it, and to end it. */
@Controller('api/admin')
export class AdminGrantsController {
  constructor(
    private readonly search: GrantSearch,
    private readonly revocations: GrantRevocations,
  ) {}

  @Get('residents/:resident/grants')
  @ApiRoute(
    { kind: 'app', scope: 'admin:grants.read' },
    {
      name: 'listGrants',
      summary: 'What a resident let apps do. The ledger notes that somebody looked.',
      ids: { resident: { says: 'The resident.', unknown: 'resident-not-found' } },
      answer: listed,
    },
  )
  async list(
    @Param('resident') residentId: string,
    @Req() request: FastifyRequest,
  ): Promise<z.output<typeof listed>> {
    const outcome = await this.search.find(staffOf(request), residentId);
    if (outcome.kind === 'no-such-resident') throw refusal('resident-not-found');
    return { resident: residentId, grants: outcome.grants.map(asGrant) };
  }

  /** Ends a grant. Every introspection that starts after the answer says no. */
  @Post('grants/:grant/revoke')
  @HttpCode(200)
  @ApiRoute(
    { kind: 'app', scope: 'admin:grants.revoke' },
    {
      name: 'revokeGrant',
      summary: 'Ends what a resident let an app do; every token made from it is dead at once.',
      ids: { grant: { says: 'The grant.', unknown: 'grant-not-found' } },
      body: orderWithReason,
      answer: revoked,
    },
  )
  async revoke(
    @Param('grant') grantId: string,
    @Body() { reason }: OrderWithReason,
    @Req() request: FastifyRequest,
  ): Promise<z.output<typeof revoked>> {
    const order = { grantId, ...staffOf(request), reason };
    const outcome = await this.revocations.byStaff(order);
    if (outcome.kind === 'no-such-grant') throw refusal('grant-not-found');
    return { grant: grantId, status: outcome.kind };
  }
}

function asGrant({ id, appId, scopes, resource, createdAt, live }: FoundGrant) {
  return {
    grant: id,
    app: appId,
    scopes: [...scopes],
    resource,
    granted_at: createdAt.toISOString(),
    status: live ? ('live' as const) : ('ended' as const),
  };
}
