import type { FastifyContextConfig } from 'fastify';
import type { TestService } from '../support/service.ts';

/** The addresses at which the service shows pages, as its own router lists them. */
export function pageRoutes(service: TestService): string[] {
  const server = service.running.app.getHttpAdapter().getInstance();
  const listing = server.printRoutes({ commonPrefix: false, includeMeta: ['config'] });
  const routes = [...listing.matchAll(/\(config\) (\{.*\})$/gm)].map(
    ([, json = '']) => JSON.parse(json) as FastifyContextConfig & { url: string; method: string },
  );
  const pages = routes.filter(({ surface, method }) => surface === 'page' && method === 'GET');
  return [...new Set(pages.map(({ url }) => url))].toSorted();
}
