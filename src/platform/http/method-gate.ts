import type { FastifyInstance, RouteOptions } from 'fastify';
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
  server.addHook('onRequest', (request, reply, done) => {
    const here = request.is404 ? placesAt(request.url, places) : [];
    if (here.length === 0) return done();
    request.surfaceHere = here[0]?.surface ?? null;
    void reply.header('allow', methodsOf(here));
    return done(wrongMethod());
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

function placesAt(url: string, places: ReadonlyMap<string, Place>): Place[] {
  const segments = (url.split('?')[0] ?? '').split('/');
  return [...places.values()].filter((place) => fits(place.segments, segments));
}

/** More than one place may fit, `/a/:x` and `/a/b`: the methods of all are allowed. */
function methodsOf(places: readonly Place[]): string {
  return [...new Set(places.flatMap(({ methods }) => [...methods]))].toSorted().join(', ');
}

function wrongMethod(): ServiceError {
  return new ServiceError({
    code: 'method-not-allowed',
    status: 405,
    message: 'The address does not answer to this method.',
  });
}

/** As the router does: a parameter is any one segment. */
function fits(place: readonly string[], asked: readonly string[]): boolean {
  const isSame = (part: string, at: number): boolean => part.startsWith(':') || part === asked[at];
  return place.length === asked.length && place.every(isSame);
}
