import type { FastifyReply } from 'fastify';

/** Is aborted when the answer has gone out or its caller has gone away: then nobody waits for it. */
export function departureOf({ raw }: FastifyReply): AbortSignal {
  const departure = new AbortController();
  raw.once('close', () => departure.abort());
  return departure.signal;
}
