import { Body, Controller, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { RevocationRequests } from '../bulk/revocation-requests.ts';
import { LinkBlocks } from '../links/link-blocks.ts';
import { ApiRoute } from '../platform/http/contract.ts';
import { refusal } from '../platform/http/contracts.ts';
import { revocationOrder, staffOf } from './order.ts';
import type { RevocationOrder } from './order.ts';

/** Repeating a revocation changes nothing and says so. */
const revoked = z.strictObject({
  link: z.uuid(),
  status: z.enum(['removed', 'already-removed', 'waits-for-approval']),
  block: z.uuid().optional().describe('The block on the account, where one was asked for.'),
  request: z.uuid().optional().describe('What a second person decides, with status 202.'),
});
const account = z.strictObject({
  provider: z.string().max(40),
  user_id: z.string().min(1).max(255),
});
const blocked = z.strictObject({
  block: z.uuid(),
  provider: z.string(),
  reason: z.string(),
  made_at: z.iso.datetime(),
  ends_at: z.iso.datetime().nullable().describe('Null when it holds until somebody lifts it.'),
});
const lifted = z.strictObject({ block: z.uuid(), status: z.literal('lifted') });

/**
 * Admin: staff's work through an API.
 *
 * Owns: the routes under `/api/admin`.
 * Does not: have rules of its own; the service that does the work is the one the terminal uses.
 * Hands off to: links, grants, apps, providers and bulk.
 */
@Controller('api/admin')
export class AdminLinksController {
  constructor(
    private readonly blocks: LinkBlocks,
    private readonly requests: RevocationRequests,
  ) {}

  /** Revokes a link. Every introspection that starts after the answer says no. */
  @Post('links/:link/revoke')
  @HttpCode(200)
  @ApiRoute(
    { kind: 'app', scope: 'admin:links.revoke' },
    {
      name: 'revokeLink',
      summary: "Removes a resident's link; everything it opened is dead at once.",
      ids: { link: { says: 'The link.', unknown: 'link-not-found' } },
      body: revocationOrder,
      answer: revoked,
      accepted: 'Over the hourly limit: nothing has changed, and a second person decides.',
    },
  )
  async revoke(
    @Param('link') linkId: string,
    @Body() { reason, ticket, block_for: blockFor }: RevocationOrder,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<z.output<typeof revoked>> {
    const why = { reason, ...(ticket !== undefined && { ticket }) };
    const order = { linkId, ...staffOf(request), ...why, ...(blockFor && { blockFor }) };
    const outcome = await this.requests.revoke(order);
    switch (outcome.kind) {
      case 'no-such-link':
        throw refusal('link-not-found');
      case 'waits':
        void reply.status(202);
        return { link: linkId, status: 'waits-for-approval', request: outcome.request };
      case 'removed': {
        const { block } = outcome;
        return { link: linkId, status: 'removed', ...(block !== undefined && { block }) };
      }
      case 'already-removed':
        return { link: linkId, status: 'already-removed' };
      default:
        return outcome satisfies never;
    }
  }

  /** Finds a block by its account, which stands in the body: addresses are written to logs. */
  @Post('blocks/find')
  @HttpCode(200)
  @ApiRoute(
    { kind: 'app', scope: 'admin:links.block' },
    {
      name: 'findBlock',
      summary:
        'The block on a social account. The ledger notes that somebody looked, not for whom.',
      body: account,
      answer: blocked,
      forgetsAnswer: true,
      problems: ['block-not-found'],
    },
  )
  async find(
    @Body() { provider, user_id: subject }: z.output<typeof account>,
    @Req() request: FastifyRequest,
  ): Promise<z.output<typeof blocked>> {
    const block = await this.blocks.look(staffOf(request), { provider, subject });
    if (block === null) throw refusal('block-not-found');
    const { id, reason, madeAt, endsAt } = block;
    const dates = { made_at: madeAt.toISOString(), ends_at: endsAt?.toISOString() ?? null };
    return { block: id, provider: block.provider, reason, ...dates };
  }

  /** Lifts a block. */
  @Post('blocks/:block/lift')
  @HttpCode(200)
  @ApiRoute(
    { kind: 'app', scope: 'admin:links.block' },
    {
      name: 'liftBlock',
      summary: 'Lets a blocked social account be linked again.',
      ids: { block: { says: 'The block.', unknown: 'block-not-found' } },
      answer: lifted,
    },
  )
  async lift(
    @Param('block') block: string,
    @Req() request: FastifyRequest,
  ): Promise<z.output<typeof lifted>> {
    if (!(await this.blocks.lift(staffOf(request), block))) throw refusal('block-not-found');
    return { block, status: 'lifted' };
  }
}
