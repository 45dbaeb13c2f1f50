import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { ServiceError } from '../../kernel/service-error.ts';

/**
 * Answers only under the issuer's host (RFC 9110 §15.5.20), so that no spoofed Host header reaches anything.
 * Probes come from the machine next door and know no name.
 */
export function installHostGate(server: FastifyInstance, issuer: string): void {
  const { host } = new URL(issuer);
  server.addHook('onRequest', async (request) => {
    if (request.routeOptions.config.surface === 'probe') return;
    if (request.headers.host === host && hasOneHost(request.raw)) return;
    throw new ServiceError({ code: 'wrong-host', status: 421, message: 'Wrong host.' });
  });
}

/** Node keeps the first Host of several and a proxy may believe the last: such a request has none (RFC 9112 §3.2). */
function hasOneHost({ rawHeaders }: IncomingMessage): boolean {
  let hosts = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    if (rawHeaders[at]?.toLowerCase() === 'host') hosts += 1;
  }
  return hosts === 1;
}
