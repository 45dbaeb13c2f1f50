import { Body, Controller, HttpCode, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { isId } from '../kernel/ids.ts';
import { ServiceError } from '../kernel/service-error.ts';
import { LinkRemoval } from '../links/link-removal.ts';
import { staffReasons } from '../links/reasons.ts';
import { callingApp } from '../oauth/app-authenticator.ts';
import { Access } from '../platform/http/access.ts';

/** What the caller says; there is no room for free text, which could hold anything. */
const order = z.strictObject({ reason: z.enum(staffReasons) });

/** Answer of a revocation. Repeating one changes nothing and says so. */
interface Revoked {
  link: string;
  status: 'removed' | 'already-removed';
}

/**
 * Admin: staff's work through an API.
 *
 * Owns: the routes under `/api/admin`.
 * Does not: have rules of its own; the service that does the work is the one the terminal uses.
 * Hands off to: links.
 */
@Controller('api/admin/links')
export class AdminLinksController {
  constructor(private readonly removal: LinkRemoval) {}

  /** Revokes a link. Every introspection that starts after the answer says no. */
  @Post(':link/revoke')
  @HttpCode(200)
  @Access({ kind: 'app', scope: 'admin:links.revoke' }, 'api')
  async revoke(
    @Param('link') linkId: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
  ): Promise<Revoked> {
    const said = order.safeParse(body);
    if (!said.success) throw invalid();
    if (!isId(linkId)) throw noSuchLink();
    const actor = { kind: 'app', id: callingApp(request).id } as const;
    const outcome = await this.removal.byStaff({ linkId, actor, reason: said.data.reason });
    if (outcome.kind === 'no-such-link') throw noSuchLink();
    return { link: linkId, status: outcome.kind };
  }
}

function invalid(): ServiceError {
  return new ServiceError({ code: 'invalid', status: 422, message: 'Say why, by a reason code.' });
}

function noSuchLink(): ServiceError {
  return new ServiceError({ code: 'link-not-found', status: 404, message: 'No such link.' });
}
