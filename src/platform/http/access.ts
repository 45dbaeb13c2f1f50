import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyContextConfig } from 'fastify';

/**
 * Who may call a route. `client` means an OAuth client that the handler itself authenticates (RFC 6749 §2.3);
 * every other kind but `public` is answered by the authenticator registered for it.
 */
export type Access =
  { kind: 'public' } | { kind: 'resident' } | { kind: 'client' } | { kind: 'app'; scope: string };

/** What an answer of the route looks like, and so what its errors look like. */
export type Surface = 'page' | 'oauth' | 'api' | 'asset' | 'probe';

/** Which of the rate limits counts requests of the route. */
export type LimitName = 'sign-in' | 'callback' | 'token' | 'introspect';

/** Which other sites' pages may read answers of the route (CORS): all of them, or those of public apps. */
export type Readers = 'anyone' | 'browser-apps';

interface RouteOptions {
  limit?: LimitName;
  /** Default: none. */
  readers?: Readers;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access;
    surface?: Surface;
    limit?: LimitName;
    readers?: Readers;
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
