import { Catch } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../../config/config.ts';
import { Log } from '../logging/log.ts';
import { ErrorPage } from '../pages/error-page.tsx';
import type { Surface } from './access.ts';
import { failureOf } from './failure.ts';
import type { Failure } from './failure.ts';
import { oauthErrorBody } from './oauth-error-body.ts';
import { PageAnswers } from './page-answers.ts';
import { problemBody } from './problem-body.ts';
import { signalErrorBody } from './signal-error-body.ts';

/** Answers every failure in the form its route's callers read, and writes one line that says what it was. */
@Catch()
export class FailureFilter implements ExceptionFilter {
  constructor(
    private readonly config: Config,
    private readonly log: Log,
    private readonly pages: PageAnswers,
  ) {}

  catch(thrown: unknown, host: ArgumentsHost): FastifyReply {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const failure = failureOf(thrown);
    this.record(request, failure);
    if (failure.retryAfter !== undefined) void reply.header('retry-after', failure.retryAfter);
    if (failure.challenge !== undefined) void reply.header('www-authenticate', failure.challenge);
    const surface = surfaceOf(request);
    if (surface === 'signal')
      return reply.code(failure.status).send(signalErrorBody(failure, thrown));
    return this.answer(surface, request, reply, failure);
  }

  private answer(
    surface: Exclude<Surface, 'signal'>,
    request: FastifyRequest,
    reply: FastifyReply,
    failure: Failure,
  ): FastifyReply {
    switch (surface) {
      case 'page':
        return this.pages.send(reply, this.page(request, failure), { status: failure.status });
      case 'oauth':
        return reply.code(failure.status).type('application/json').send(oauthErrorBody(failure));
      case 'api':
      case 'asset':
      case 'probe':
        return reply
          .code(failure.status)
          .type('application/problem+json')
          .send(problemBody(failure, this.config.issuer, request.id));
      default:
        return surface satisfies never;
    }
  }

  /** An address that failed may hold anything, a code or `//elsewhere` too: the page does not link to it. */
  private page(request: FastifyRequest, failure: Failure) {
    return ErrorPage({
      frame: { ...this.pages.frame(request), path: '/' },
      status: failure.status,
      helpCode: this.pages.helpCode(request, failure.code),
      retryAfter: failure.retryAfter,
    });
  }

  private record(request: FastifyRequest, { code, status, detail }: Failure): void {
    const route = request.routeOptions.url ?? 'unknown';
    this.log.write({ event: 'request.failed', requestId: request.id, route, code, status, detail });
  }
}

/** Addresses that no route knows are answered as their neighbours would be. */
function surfaceOf(request: FastifyRequest): Surface {
  const surface = request.routeOptions.config?.surface ?? request.surfaceHere;
  if (surface) return surface;
  if (request.url.startsWith('/api/')) return 'api';
  return request.url.startsWith('/oauth/') || request.url.startsWith('/.well-known/')
    ? 'oauth'
    : 'page';
}
