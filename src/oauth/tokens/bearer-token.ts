import type { FastifyRequest } from 'fastify';
import { countAuthorizations } from '../authorization-header.ts';

const bearer = /^bearer +([A-Za-z0-9._~+/-]+=*)$/i;

/** The token of a Bearer header (RFC 6750 §2.1); null when there is none, or more than one header. */
export function bearerTokenOf(request: FastifyRequest): string | null {
  if (countAuthorizations(request) !== 1) return null;
  return bearer.exec(request.headers.authorization ?? '')?.[1] ?? null;
}
