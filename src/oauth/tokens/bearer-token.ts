import type { FastifyRequest } from 'fastify';

const bearer = /^bearer +([A-Za-z0-9._~+/-]+=*)$/i;

/** The token of a Bearer header (RFC 6750 §2.1); null when there is none, or more than one header. */
export function bearerTokenOf({ headers, raw }: FastifyRequest): string | null {
  const names = raw.rawHeaders.filter((_, position) => position % 2 === 0);
  const count = names.filter((name) => name.toLowerCase() === 'authorization').length;
  return count === 1 ? (bearer.exec(headers.authorization ?? '')?.[1] ?? null) : null;
}
