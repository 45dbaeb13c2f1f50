import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import { ServiceError } from '../../kernel/service-error.ts';
import type { Authenticators } from './authenticators.ts';

/**
 * Refuses to register a route that does not say who may call it, and asks at every request. Working on Fastify's
 * own hooks it covers static files, automatic HEAD routes and routes of plugins too.
 */
export function installAccessGate(server: FastifyInstance, authenticators: Authenticators): void {
  server.decorateRequest('principal', null);
  server.addHook('onRoute', requireDeclaration);
  server.addHook('onRequest', (request, reply) => admit(authenticators, request, reply));
}

function requireDeclaration(route: RouteOptions): void {
  if (route.config?.access && route.config.surface) return;
  throw new Error(`Route ${String(route.method)} ${route.url} does not declare who may call it.`);
}

async function admit(
  authenticators: Authenticators,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply | undefined> {
  const access = request.routeOptions.config.access;
  if (request.is404 || access?.kind === 'public' || access?.kind === 'client') return undefined;
  const authenticator = access && authenticators.find(access.kind);
  if (!access || !authenticator) throw nobodyMay();
  request.principal = await authenticator.authenticate(request, access);
  return request.principal ? undefined : authenticator.refuse(request, reply);
}

function nobodyMay(): ServiceError {
  return new ServiceError({
    code: 'not-allowed',
    status: 403,
    message: 'You may not do this.',
    detail: 'no authenticator is registered for this kind of access',
  });
}
