import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { ServiceError } from '../../kernel/service-error.ts';

/**
 * Answers only under the issuer's host (RFC 9110 §15.5.20), so that no spoofed Host header reaches anything.
 * Probes come from the machine next door and know no name.
 */
export function installHostGate(server: FastifyInstance, issuer: string): void {
  const { host } = new URL(issuer);
  server.addHook('onRequest', (request, _reply, done) => {
    const isOurs = request.headers.host === host && hasOneHost(request.raw);
    if (isOurs || request.routeOptions.config.surface === 'probe') done();
    else done(wrongHost());
  });
}

/** Node keeps the first Host of several and a proxy may believe the last: such a request has none (RFC 9112 §3.2). */
function hasOneHost({ rawHeaders }: IncomingMessage): boolean {
  let hosts = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at];
    if (name?.length === 4 && name.toLowerCase() === 'host') hosts += 1;
  }
  return hosts === 1;
}

function wrongHost(): ServiceError {
  return new ServiceError({ code: 'wrong-host', status: 421, message: 'Wrong host.' });
}
