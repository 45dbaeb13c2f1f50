import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Apps } from '../apps/apps.ts';
import { browserHash } from '../platform/http/browser-binding.ts';
import { formTarget } from '../platform/http/form-target.ts';
import { Requests } from '../requests/requests.ts';

/** The city app that sent the resident here and waits for an answer. */
export interface WaitingApp {
  name: string;
  /** Id of its request; `/oauth/continue/<id>` goes on with it. */
  request: string;
  /** Where its answer is redirected to, which a form that begins a trip must allow (CSP `form-action`). */
  returnOrigin: string;
}

/** Finds the city app a page was reached from, by the `r` in its address and the browser that brought it. */
@Injectable()
export class WaitingApps {
  constructor(
    private readonly apps: Apps,
    private readonly requests: Requests,
  ) {}

  async of(request: FastifyRequest): Promise<WaitingApp | undefined> {
    const { r } = request.query as { r?: unknown };
    return typeof r === 'string' ? this.find(r, browserHash(request)) : undefined;
  }

  async find(id: string, browser: Buffer | null): Promise<WaitingApp | undefined> {
    const waiting = browser && (await this.requests.find(id, browser));
    const app = waiting && (await this.apps.find(waiting.appId));
    if (!app) return undefined;
    const returnOrigin = formTarget(waiting.parameters.redirectUri);
    return { name: app.name, request: waiting.id, returnOrigin };
  }
}

/** Where the journey goes on: back to the waiting app, or to the resident's own page. */
export function pathAfter(requestId: string | null): string {
  return requestId === null ? '/account' : `/oauth/continue/${requestId}`;
}
