import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../config/config.ts';
import { ServiceError } from '../kernel/service-error.ts';
import type { Access } from '../platform/http/access.ts';
import { Authenticators } from '../platform/http/authenticators.ts';
import type { Authenticator, Principal } from '../platform/http/authenticators.ts';
import { AccessTokens, hasScope } from './tokens/access-tokens.ts';
import { bearerTokenOf } from './tokens/bearer-token.ts';

/** A city app that calls our own API in its own name. */
export interface CallingApp {
  id: string;
}

const realm = 'Bearer realm="civic-link"';

/** Lets apps in whose access token was made for this service and carries the route's scope (RFC 6750, RFC 9068 §4). */
@Injectable()
export class AppAuthenticator implements Authenticator, OnModuleInit {
  readonly kind = 'app';

  constructor(
    private readonly authenticators: Authenticators,
    private readonly config: Config,
    private readonly tokens: AccessTokens,
  ) {}

  onModuleInit(): void {
    this.authenticators.register(this);
  }

  async authenticate(request: FastifyRequest, access: Access): Promise<Principal | null> {
    const token = bearerTokenOf(request);
    if (token === null) return null;
    const claims = await this.tokens.read(token);
    const isForUs = claims !== null && claims.aud === this.config.issuer;
    if (!isForUs || (await this.tokens.isDead(claims))) throw refused();
    if (access.kind !== 'app' || !hasScope(claims, access.scope)) throw insufficient(access);
    return { kind: 'app', identity: { id: claims.client_id } satisfies CallingApp };
  }

  /** No token at all: says what is needed and nothing more (RFC 6750 §3). */
  refuse(_request: FastifyRequest, _reply: FastifyReply): never {
    throw new ServiceError({
      code: 'sign-in-needed',
      status: 401,
      message: 'A valid token is needed.',
      challenge: realm,
    });
  }
}

/** The app behind a request to a route that only apps reach. */
export function callingApp(request: FastifyRequest): CallingApp {
  return request.principal?.identity as CallingApp;
}

function refused(): ServiceError {
  return new ServiceError({
    code: 'sign-in-needed',
    status: 401,
    message: 'A valid token is needed.',
    challenge: `${realm}, error="invalid_token"`,
  });
}

function insufficient(access: Access): ServiceError {
  const scope = access.kind === 'app' ? access.scope : '';
  return new ServiceError({
    code: 'not-allowed',
    status: 403,
    message: 'You may not do this.',
    challenge: `${realm}, error="insufficient_scope", scope="${scope}"`,
  });
}
