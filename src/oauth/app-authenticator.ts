import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../config/config.ts';
import { ServiceError } from '../kernel/service-error.ts';
import type { Access } from '../platform/http/access.ts';
import { Authenticators } from '../platform/http/authenticators.ts';
import type { Authenticator, Principal } from '../platform/http/authenticators.ts';
import { AccessTokens, hasScope, scopesOf } from './tokens/access-tokens.ts';
import { bearerTokenOf } from './tokens/bearer-token.ts';

/** A city app that calls our own API in its own name. */
export interface CallingApp {
  id: string;
  /** What the token of this request allows. */
  scopes: readonly string[];
}

/**
 * Lets apps in whose access token was made for this service and carries the route's scope (RFC 6750, RFC 9068 §4).
 * Every challenge says where this resource describes itself (RFC 9728 §5.1).
 */
@Injectable()
export class AppAuthenticator implements Authenticator, OnModuleInit {
  readonly kind = 'app';
  private readonly challenge: string;

  constructor(
    private readonly authenticators: Authenticators,
    private readonly config: Config,
    private readonly tokens: AccessTokens,
  ) {
    const metadata = `${config.issuer}/.well-known/oauth-protected-resource`;
    this.challenge = `Bearer realm="civic-link", resource_metadata="${metadata}"`;
  }

  onModuleInit(): void {
    this.authenticators.register(this);
  }

  async authenticate(request: FastifyRequest, access: Access): Promise<Principal | null> {
    const token = bearerTokenOf(request);
    if (token === null) return null;
    const claims = await this.tokens.read(token);
    const isForUs = claims !== null && claims.aud === this.config.issuer;
    if (!isForUs || (await this.tokens.isDead(claims))) {
      throw refused(`${this.challenge}, error="invalid_token"`);
    }
    if (access.kind !== 'app' || !hasScope(claims, access.scope)) throw this.insufficient(access);
    const { client_id: id } = claims;
    return {
      kind: 'app',
      identity: { id, scopes: scopesOf(claims) } satisfies CallingApp,
      countedAs: id,
    };
  }

  /** No token at all: says what is needed and nothing more (RFC 6750 §3). */
  refuse(_request: FastifyRequest, _reply: FastifyReply): never {
    throw refused(this.challenge);
  }

  private insufficient(access: Access): ServiceError {
    const scope = access.kind === 'app' ? access.scope : '';
    return new ServiceError({
      code: 'not-allowed',
      status: 403,
      message: 'You may not do this.',
      challenge: `${this.challenge}, error="insufficient_scope", scope="${scope}"`,
    });
  }
}

/** The app behind a request to a route that only apps reach. */
export function callingApp(request: FastifyRequest): CallingApp {
  return request.principal?.identity as CallingApp;
}

function refused(challenge: string): ServiceError {
  return new ServiceError({
    code: 'sign-in-needed',
    status: 401,
    message: 'A valid token is needed.',
    challenge,
  });
}
