import { refusalOf, tokenOf } from './bearer.ts';
import type { Incoming, Requirements } from './bearer.ts';
import type { VerifiedToken } from './claims.ts';
import type { Verifier } from './verifier.ts';

/** A request of Express, with the token once it has been accepted. */
type Request = Incoming & { civicLink?: VerifiedToken };

interface Response {
  status(status: number): Response;
  set(headers: Record<string, string>): Response;
  json(body: unknown): unknown;
}

/** Middleware for Express that lets only requests with a good token on; it is in `request.civicLink` then. */
export function requireToken(verifier: Verifier, requirements: Requirements = {}) {
  return async (
    request: Request,
    response: Response,
    next: (error?: unknown) => void,
  ): Promise<void> => {
    try {
      request.civicLink = await tokenOf(verifier, request, requirements);
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal === null) return next(error);
      response.status(refusal.status).set(refusal.headers).json(refusal.body);
      return;
    }
    next();
  };
}
