import { refusalOf, tokenOf } from './bearer.ts';
import type { Incoming, Requirements } from './bearer.ts';
import type { VerifiedToken } from './claims.ts';
import type { Verifier } from './verifier.ts';

type Request = Incoming & { civicLink?: VerifiedToken };

interface Reply {
  code(status: number): Reply;
  headers(headers: Record<string, string>): Reply;
  send(body: unknown): unknown;
}

/** An `onRequest` hook for Fastify that lets only requests with a good token on; it is in `request.civicLink` then. */
export function requireToken(verifier: Verifier, requirements: Requirements = {}) {
  return async (request: Request, reply: Reply): Promise<unknown> => {
    try {
      request.civicLink = await tokenOf(verifier, request, requirements);
      return undefined;
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal === null) throw error;
      return reply.code(refusal.status).headers(refusal.headers).send(refusal.body);
    }
  };
}
