import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import { ServiceError } from '../../kernel/service-error.ts';
import type { Surface } from './access.ts';

/** What is served at one address: how its answers look, and by which methods they are asked for. */
interface Place {
  segments: readonly string[];
  surface: Surface | undefined;
  methods: Set<string>;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** How the address would have answered to another method; null unless the method alone was wrong. */
    surfaceHere: Surface | null;
  }
}

/**
 * Tells a wrong method from a wrong address: 405 with `Allow` (RFC 9110 §15.5.6) where the address is served by
 * other methods. It learns from Fastify's own hook, so that no list of routes can be out of date.
 */
export function installMethodGate(server: FastifyInstance): void {
  const places = new Map<string, Place>();
  server.decorateRequest('surfaceHere', null);
  server.addHook('onRoute', (route) => learn(places, route));
  server.addHook('onRequest', async (request, reply) => {
    if (request.is404) refuseMethod([...places.values()], request, reply);
  });
}

function learn(places: Map<string, Place>, { url, method, config }: RouteOptions): void {
  const place = places.get(url) ?? {
    segments: url.split('/'),
    surface: config?.surface,
    methods: new Set(),
  };
  for (const one of [method].flat()) place.methods.add(one);
  places.set(url, place);
}

/** More than one place may fit: `/a/:x` and `/a/b`. All their methods are allowed. */
function refuseMethod(
  places: readonly Place[],
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  const segments = (request.url.split('?')[0] ?? '').split('/');
  const here = places.filter((place) => fits(place.segments, segments));
  const [first] = here;
  if (first === undefined) return;
  request.surfaceHere = first.surface ?? null;
  const methods = new Set(here.flatMap((place) => [...place.methods]));
  void reply.header('allow', [...methods].toSorted().join(', '));
  throw new ServiceError({
    code: 'method-not-allowed',
    status: 405,
    message: 'The address does not answer to this method.',
  });
}

function fits(place: readonly string[], asked: readonly string[]): boolean {
  const isSame = (part: string, at: number): boolean =>
    part.startsWith(':') ? asked[at] !== '' : part === asked[at];
  return place.length === asked.length && place.every(isSame);
}
