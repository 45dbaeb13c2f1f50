import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Authenticators } from '../platform/http/authenticators.ts';
import type { Authenticator, Principal } from '../platform/http/authenticators.ts';
import { PageAnswers } from '../platform/http/page-answers.ts';
import { Sessions } from './sessions.ts';
import type { CurrentSession } from './sessions.ts';
import { endedPath } from './sign-in-end.ts';

/** Lets residents with a live session in, and sends everybody else to the page that says why, or to the start. */
@Injectable()
export class ResidentAuthenticator implements Authenticator, OnModuleInit {
  readonly kind = 'resident';

  constructor(
    private readonly authenticators: Authenticators,
    private readonly pages: PageAnswers,
    private readonly sessions: Sessions,
  ) {}

  onModuleInit(): void {
    this.authenticators.register(this);
  }

  async authenticate(request: FastifyRequest): Promise<Principal | null> {
    await this.sessions.current(request);
    return request.principal;
  }

  refuse(request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const hadOne = this.sessions.isKnownTo(request);
    return this.pages.goTo(request, reply, hadOne ? endedPath(request) : '/');
  }
}

/** The session of a request to a route that only residents reach. */
export function sessionOf(request: FastifyRequest): CurrentSession {
  return request.principal?.identity as CurrentSession;
}
