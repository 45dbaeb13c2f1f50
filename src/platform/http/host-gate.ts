import type { FastifyInstance } from 'fastify';
import { ServiceError } from '../../kernel/service-error.ts';

/**
 * Answers only under the issuer's host (RFC 9110 §15.5.20), so that no spoofed Host header reaches anything.
 * Probes come from the machine next door and know no name.
 */
export function installHostGate(server: FastifyInstance, issuer: string): void {
  const { host } = new URL(issuer);
  server.addHook('onRequest', async (request) => {
    if (request.headers.host === host || request.routeOptions.config.surface === 'probe') return;
    throw new ServiceError({ code: 'wrong-host', status: 421, message: 'Wrong host.' });
  });
}
