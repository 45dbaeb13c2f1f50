import type { FastifyInstance } from 'fastify';
import { secondLimit } from './limits/limiters.ts';

/** Counts what each caller of the API asks for, once it is known who calls; in memory, per process. */
export function installCallerLimit(server: FastifyInstance, perSecond: number): void {
  const count = secondLimit(perSecond);
  server.addHook('onRequest', ({ principal }, _reply, done) => {
    const name = principal?.countedAs;
    return (name && count(name)) ?? done();
  });
}
