import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { once } from 'node:events';
import type { Address } from '../../config/config.ts';
import type { Metrics } from './metrics.ts';

/** Serves `/metrics` on an address of its own, so that it is never reachable from outside by mistake. */
export async function serveMetrics(metrics: Metrics, { host, port }: Address): Promise<Server> {
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    void metrics.registry.metrics().then((text) => {
      response.writeHead(200, { 'content-type': metrics.registry.contentType }).end(text);
    });
  });
  server.listen(port, host);
  await once(server, 'listening');
  return server;
}
