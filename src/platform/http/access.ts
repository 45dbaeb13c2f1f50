import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyContextConfig } from 'fastify';
import type { Action } from '../../permissions/permissions.ts';
import { days, minutes } from '../../kernel/duration.ts';

/**
 * Who may call a route. `client` means an OAuth client that the handler itself authenticates (RFC 6749 §2.3);
 * `provider` one that
 * it holds against the provider's own signature (RFC 8417, Facebook's signed request). Every other kind but `public` is
 * answered by the authenticator registered for it. `staff` with null is anybody of the staff who is signed in.
 */
export type Access =
  | { kind: 'public' }
  | { kind: 'resident' }
  | { kind: 'client' }
  | { kind: 'provider' }
  | { kind: 'app'; scope: string }
  | { kind: 'staff'; action: Action | null };

/** What an answer of the route looks like, and so what its errors look like. */
export type Surface = 'page' | 'oauth' | 'api' | 'asset' | 'probe' | 'signal';

/** How long a shared count lasts, and so how long is known that an address has been here. */
export const limitSeconds = minutes(1);

/** How long an app may send a request again under its idempotency key and be answered as before. */
export const repeatSeconds = days(3);

/** Which of the rate limits counts requests of the route. */
export type LimitName = 'sign-in' | 'callback' | 'deletion-code' | 'token' | 'introspect';

/** Which other sites' pages may read answers of the route (CORS): all of them, or those of public apps. */
export type Readers = 'anyone' | 'browser-apps';

interface RouteOptions {
  limit?: LimitName;
  /** Default: none. */
  readers?: Readers;
  /** How many bytes a request may have, where long texts come. Default: what is usual for all routes. */
  mostBytes?: number;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access;
    surface?: Surface;
    limit?: LimitName;
    readers?: Readers;
    mostBytes?: number;
  }
}

/** Declares who may call a handler and how it answers. A route without it keeps the service from starting. */
export function Access(
  access: Access,
  surface: Surface,
  options: RouteOptions = {},
): MethodDecorator {
  return RouteConfig({ access, surface, ...options } satisfies Partial<FastifyContextConfig>);
}
