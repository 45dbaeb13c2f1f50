import type { FastifyInstance } from 'fastify';
import type { Access, Surface } from '../../src/platform/http/access.ts';
import type { TestService } from './service.ts';

/** A route as the service has it, HEAD routes that Fastify added included. */
export interface ServedRoute {
  method: string;
  path: string;
  access: Access | undefined;
  surface: Surface | undefined;
}

/** Every route of a running service, read from its router rather than from a list that could be out of date. */
export function routesOf({ running }: TestService): ServedRoute[] {
  const server = running.app.getHttpAdapter().getInstance<FastifyInstance>();
  return pathsIn(server.printRoutes({ commonPrefix: false })).flatMap(({ path, methods }) =>
    methods.map((method) => ({ method, path, ...configOf(server, method, path) })),
  );
}

function configOf(server: FastifyInstance, method: string, url: string) {
  const found = server.findRoute({ method, url }) as { store?: { config?: object } } | null;
  const { access, surface } = (found?.store?.config ?? {}) as Partial<ServedRoute>;
  return { access, surface };
}

/** Reads the router's tree: four columns for each level, then a part of the path and its methods. */
function pathsIn(tree: string): { path: string; methods: string[] }[] {
  const above: string[] = [];
  return tree.split('\n').flatMap((line) => {
    const [, indent, part, methods] = /^([│├└─ ]*)(\S*)(?: \(([A-Z, ]+)\))?$/.exec(line) ?? [];
    if (indent === undefined || part === undefined) return [];
    above.splice(indent.length / 4 - 1, above.length, part);
    return methods === undefined ? [] : [{ path: above.join(''), methods: methods.split(', ') }];
  });
}
