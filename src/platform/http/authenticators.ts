import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Action } from '../../permissions/permissions.ts';
import type { Ending } from '../../ui/site.ts';
import type { Language } from '../../words/words.ts';
import type { Access } from './access.ts';

/** Who is calling, as an authenticator found out. Modules that register one narrow `identity` again. */
export interface Principal {
  kind: Access['kind'];
  identity: unknown;
  /** Whose requests are counted together, where requests of this kind are limited. */
  countedAs?: string;
  /** The resident who calls, for the help desk. */
  residentId?: string;
  /** When the caller's session ends, where pages warn of it. */
  ending?: Ending;
  /** Staff: their name and role in words, and what their role may do. */
  person?: (language: Language) => string;
  may?: (action: Action) => boolean;
}

declare module 'fastify' {
  interface FastifyRequest {
    principal: Principal | null;
  }
}

/** Answers for one kind of access. The platform declares it; the module that knows the callers registers it. */
export interface Authenticator {
  readonly kind: Access['kind'];
  /** The caller, or null when there is none; may throw a `ServiceError` to say more. */
  authenticate(request: FastifyRequest, access: Access): Promise<Principal | null>;
  /** Answers a caller who is nobody, for instance by sending a browser to the start page. */
  refuse(request: FastifyRequest, reply: FastifyReply): FastifyReply;
}

/** The authenticators by kind. A kind without one lets nobody in. */
@Injectable()
export class Authenticators {
  private readonly known = new Map<Access['kind'], Authenticator>();

  register(authenticator: Authenticator): void {
    this.known.set(authenticator.kind, authenticator);
  }

  find(kind: Access['kind']): Authenticator | undefined {
    return this.known.get(kind);
  }
}
