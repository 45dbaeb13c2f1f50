import { HttpException } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { refusalOf, tokenOf } from './bearer.ts';
import type { Incoming, Requirements } from './bearer.ts';
import type { VerifiedToken } from './claims.ts';
import type { Verifier } from './verifier.ts';

interface Response {
  /** Express and Fastify both have it, each its own. */
  header(name: string, value: string): unknown;
}

/** A guard for Nest, on Express or Fastify, that lets only requests with a good token on; it is in `request.civicLink` then. */
export class CivicLinkGuard implements CanActivate {
  constructor(
    private readonly verifier: Verifier,
    private readonly requirements: Requirements = {},
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const http = context.switchToHttp();
    const request = http.getRequest<Incoming & { civicLink?: VerifiedToken }>();
    try {
      request.civicLink = await tokenOf(this.verifier, request, this.requirements);
      return true;
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal === null) throw error;
      const response = http.getResponse<Response>();
      for (const [name, value] of Object.entries(refusal.headers)) response.header(name, value);
      throw new HttpException(refusal.body, refusal.status, { cause: error });
    }
  }
}
