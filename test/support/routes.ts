import type { FastifyInstance } from 'fastify';
import type { TestService } from './service.ts';

/** A route as the service has it, HEAD routes that Fastify added included. */
export interface ServedRoute {
  method: string;
  path: string;
}

const forMachines =
  /^\/(assets|api|feed|health|signals|(account|staff)\/time-left|\.well-known|oauth\/(token|introspect|revoke|userinfo))\b|\.(jwt|json|csv)$/;

/** Every route of a running service, read from its router rather than from a list that could be out of date. */
export function routesOf({ running }: TestService): ServedRoute[] {
  const server: FastifyInstance = running.app.getHttpAdapter().getInstance();
  return pathsIn(server.printRoutes({ commonPrefix: false })).flatMap(({ path, methods }) =>
    methods.map((method) => ({ method, path })),
  );
}

/** The routes that browsers visit. */
export function pageRoutesOf(service: TestService): ServedRoute[] {
  return routesOf(service).filter(({ path }) => !forMachines.test(path));
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
