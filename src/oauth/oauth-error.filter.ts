import { Catch } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Log } from '../platform/logging/log.ts';
import { OAuthError } from './oauth-error.ts';

const bearer = 'Bearer realm="civic-link"';

/** The one place that writes OAuth errors (RFC 6749 §5.2, RFC 6750 §3). */
@Catch(OAuthError)
export class OAuthErrorFilter implements ExceptionFilter<OAuthError> {
  constructor(private readonly log: Log) {}

  catch(failure: OAuthError, host: ArgumentsHost): FastifyReply {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const { code, status, detail = '' } = failure;
    const route = request.routeOptions.url ?? 'unknown';
    this.log.write({ event: 'request.failed', requestId: request.id, route, code, status, detail });
    const challenge = challengeOf(failure, request);
    if (challenge !== null) void reply.header('www-authenticate', challenge);
    return reply
      .code(status)
      .headers({ 'cache-control': 'no-store', pragma: 'no-cache' })
      .type('application/json')
      .send({ error: failure.error, error_description: failure.message });
  }
}

/** Who sent a secret or an assertion in the body is not asked for one in a header; who sent no token is not told it is bad. */
function challengeOf(failure: OAuthError, request: FastifyRequest): string | null {
  const { problem, error } = failure;
  const isOwnForm = problem === 'client-refused' && sentProofInBody(request);
  if (failure.status === 400 || isOwnForm) return null;
  if (problem === 'client-refused') return 'Basic realm="civic-link"';
  return problem === 'token-missing' ? bearer : `${bearer}, error="${error}"`;
}

const proofs = ['client_secret', 'client_assertion', 'client_assertion_type'];

function sentProofInBody(request: FastifyRequest): boolean {
  const body = request.body;
  return typeof body === 'object' && body !== null && proofs.some((name) => name in body);
}
