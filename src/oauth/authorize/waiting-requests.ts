import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Apps } from '../../apps/apps.ts';
import { bindBrowser, browserHash } from '../../platform/http/browser-binding.ts';
import { Requests } from '../../requests/requests.ts';
import type { PendingRequest } from '../../requests/requests.ts';
import type { Asked } from './asked.ts';
import { isStillAllowed } from './still-allowed.ts';

/** Finds the request that a browser has come back with. */
@Injectable()
export class WaitingRequests {
  constructor(
    private readonly requests: Requests,
    private readonly apps: Apps,
  ) {}

  /** The request if this browser brought it and its app may still be answered; null otherwise. */
  async find(id: string, request: FastifyRequest): Promise<Asked | null> {
    return this.asked(await this.requests.find(id, browserHash(request)));
  }

  /** As `find`; a request posted from another site, which carried no cookie, becomes this browser's now. */
  async findOrClaim(
    id: string,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<Asked | null> {
    return this.asked(await this.requests.findOrClaim(id, bindBrowser(request, reply)));
  }

  private async asked(pending: PendingRequest | null): Promise<Asked | null> {
    const app = pending && (await this.apps.find(pending.appId));
    if (!pending || !app || app.disabled) return null;
    if (!isStillAllowed(app, pending.parameters)) return null;
    return { id: pending.id, app, parameters: pending.parameters, since: pending.createdAt };
  }
}
