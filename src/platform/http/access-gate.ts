import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import { ServiceError } from '../../kernel/service-error.ts';
import type { Access } from './access.ts';
import type { Authenticators } from './authenticators.ts';

/** Kinds for which the gate asks for nothing: anybody may call, or the handler itself looks who does. */
const provedInside: readonly Access['kind'][] = ['public', 'client', 'provider'];

interface Arrival {
  request: FastifyRequest;
  reply: FastifyReply;
  access: Access | undefined;
}

/**
 * Refuses to register a route that does not say who may call it, and asks at every request. Working on Fastify's
 * own hooks it covers static files, automatic HEAD routes and routes of plugins too.
 */
export function installAccessGate(server: FastifyInstance, authenticators: Authenticators): void {
  server.decorateRequest('principal', null);
  server.addHook('onRoute', requireDeclaration);
  server.addHook('onRequest', (request, reply, done) => {
    const { access } = request.routeOptions.config;
    const isOpen = request.is404 || (access && provedInside.includes(access.kind));
    return isOpen ? done() : admit(authenticators, { request, reply, access });
  });
}

function requireDeclaration(route: RouteOptions): void {
  if (route.config?.access && route.config.surface) return;
  throw new Error(`Route ${String(route.method)} ${route.url} does not declare who may call it.`);
}

async function admit(
  authenticators: Authenticators,
  { request, reply, access }: Arrival,
): Promise<void> {
  const authenticator = access && authenticators.find(access.kind);
  if (!access || !authenticator) throw nobodyMay();
  request.principal = await authenticator.authenticate(request, access);
  if (request.principal === null) authenticator.refuse(request, reply);
}

function nobodyMay(): ServiceError {
  return new ServiceError({
    code: 'not-allowed',
    status: 403,
    message: 'You may not do this.',
    detail: 'no authenticator is registered for this kind of access',
  });
}
