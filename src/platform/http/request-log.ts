import type { FastifyInstance } from 'fastify';
import type { Log } from '../logging/log.ts';
import { browserKind } from '../logging/user-agent.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { networkOf } from './client-network.ts';

/** Hot routes are counted in metrics only: a line each would cost more than the answer. */
const quiet = new Set(['oauth', 'asset', 'probe']);

/** Writes one line and one measurement per answer. */
export function installRequestLog(server: FastifyInstance, log: Log, metrics: Metrics): void {
  server.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown';
    const { method, id } = request;
    const status = reply.statusCode;
    metrics.request({ route, method, status }, reply.elapsedTime / 1000);
    if (quiet.has(request.routeOptions.config.surface ?? '')) return;
    log.write({
      event: 'request.finished',
      requestId: id,
      method,
      route,
      status,
      milliseconds: Math.round(reply.elapsedTime),
      network: networkOf(request.ip),
      ...browserKind(request.headers['user-agent']),
    });
  });
}
