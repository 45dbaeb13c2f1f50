import type { FastifyInstance } from 'fastify';
import { secondLimit } from './limits/limiters.ts';

interface CallerLimits {
  apiPerSecond: number;
  polledPerSecond: number;
}

/** Counts what each caller of the API asks for, once it is known who calls; in memory, per process. */
export function installCallerLimit(server: FastifyInstance, limits: CallerLimits): void {
  const count = secondLimit(limits.apiPerSecond);
  const countPolled = secondLimit(limits.polledPerSecond);
  server.addHook('onRequest', ({ principal, routeOptions }, _reply, done) => {
    const name = principal?.countedAs;
    const counted = routeOptions.config.contract?.polled ? countPolled : count;
    return (name && counted(name)) ?? done();
  });
}
