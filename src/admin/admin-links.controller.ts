import { Body, Controller, HttpCode, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { LinkRemoval } from '../links/link-removal.ts';
import { ApiRoute } from '../platform/http/contract.ts';
import { refusal } from '../platform/http/contracts.ts';
import { actorOf, orderWithReason } from './order.ts';
import type { OrderWithReason } from './order.ts';

/** Repeating a revocation changes nothing and says so. */
const revoked = z.strictObject({ link: z.uuid(), status: z.enum(['removed', 'already-removed']) });

/**
 * Admin: staff's work through an API.
 *
 * Owns: the routes under `/api/admin`.
 * Does not: have rules of its own; the service that does the work is the one the terminal uses.
 * Hands off to: links, grants and apps.
 */
@Controller('api/admin/links')
export class AdminLinksController {
  constructor(private readonly removal: LinkRemoval) {}

  /** Revokes a link. Every introspection that starts after the answer says no. */
  @Post(':link/revoke')
  @HttpCode(200)
  @ApiRoute(
    { kind: 'app', scope: 'admin:links.revoke' },
    {
      name: 'revokeLink',
      summary: "Removes a resident's link; everything it opened is dead at once.",
      ids: { link: { says: 'The link.', unknown: 'link-not-found' } },
      body: orderWithReason,
      answer: revoked,
    },
  )
  async revoke(
    @Param('link') linkId: string,
    @Body() { reason }: OrderWithReason,
    @Req() request: FastifyRequest,
  ): Promise<z.output<typeof revoked>> {
    const actor = actorOf(request);
    const outcome = await this.removal.byStaff({ linkId, actor, reason });
    if (outcome.kind === 'no-such-link') throw refusal('link-not-found');
    return { link: linkId, status: outcome.kind };
  }
}
