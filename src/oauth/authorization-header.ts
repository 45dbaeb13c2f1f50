import type { FastifyRequest } from 'fastify';

/** How many Authorization headers a request has. Node keeps the first of several, and a proxy may believe the last. */
export function countAuthorizations({ raw: { rawHeaders } }: FastifyRequest): number {
  let count = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    if (rawHeaders[at]?.toLowerCase() === 'authorization') count += 1;
  }
  return count;
}
