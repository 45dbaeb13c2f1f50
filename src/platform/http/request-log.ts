import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { LogEvent } from '../logging/log-events.ts';
import type { Log } from '../logging/log.ts';
import { browserKind } from '../logging/user-agent.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { networkOf } from './client-network.ts';

/** Hot routes are counted in metrics only: a line each would cost more than the answer. */
const quiet = new Set(['oauth', 'asset', 'probe']);

/** Writes one line and one measurement per answer. */
export function installRequestLog(server: FastifyInstance, log: Log, metrics: Metrics): void {
  server.addHook('onResponse', (request, reply, done) => {
    const { url: route = 'unknown', config } = request.routeOptions;
    metrics.request(
      { route, method: request.method, status: reply.statusCode },
      reply.elapsedTime / 1000,
    );
    if (!quiet.has(config.surface ?? '')) log.write(finished(route, request, reply));
    done();
  });
}

function finished(route: string, request: FastifyRequest, reply: FastifyReply): LogEvent {
  return {
    event: 'request.finished',
    requestId: request.id,
    method: request.method,
    route,
    status: reply.statusCode,
    milliseconds: Math.round(reply.elapsedTime),
    network: networkOf(request.ip),
    ...browserKind(request.headers['user-agent']),
  };
}
