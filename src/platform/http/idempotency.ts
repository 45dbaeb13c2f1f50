import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Log } from '../logging/log.ts';
import { refusal } from './contracts.ts';
import { idempotencyKeyShape, takesIdempotencyKey } from './idempotency-key.ts';
import type { KeyedRequest, RepeatableAnswers } from './repeatable-answers.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The request as it was claimed under its idempotency key. */
    keyed: KeyedRequest | null;
  }
}

/**
 * Answers a request that was sent again as it was answered before (draft-ietf-httpapi-idempotency-key-header). Call after
 * the contracts: what they refuse was never done, and its key stays free.
 */
export function installIdempotency(
  server: FastifyInstance,
  answers: RepeatableAnswers,
  log: Log,
): void {
  server.decorateRequest('keyed', null);
  server.addHook('preHandler', async (request, reply) => {
    const keyed = keyedRequest(request);
    return keyed && answerAgain(answers, { request, reply, keyed });
  });
  server.addHook('onSend', async ({ keyed, id, routeOptions }, { statusCode }, payload) => {
    if (keyed === null) return;
    const { contract } = routeOptions.config;
    try {
      if (isFinal(statusCode) && !contract?.forgetsAnswer)
        await answers.keep(keyed, statusCode, String(payload));
      else await answers.giveUp(keyed);
    } catch (error) {
      // What was done was done: the answer is sent, and a repetition finds it done.
      const code = String((error as { code?: unknown }).code);
      log.write({ event: 'answer.not-kept', requestId: id, code });
    }
  });
}

/** What fails on our side was not done. */
function isFinal(status: number): boolean {
  return status < 500;
}

function keyedRequest(request: FastifyRequest): KeyedRequest | null {
  const { access, contract } = request.routeOptions.config;
  const key = request.headers['idempotency-key'];
  if (key === undefined || !takesIdempotencyKey({ method: request.method, access, contract }))
    return null;
  const caller = request.principal?.countedAs;
  if (typeof key !== 'string' || !idempotencyKeyShape.test(key) || caller === undefined)
    throw refusal('bad-request');
  const { method, url, body } = request;
  return { caller, key, method, url, body };
}

interface Repeated {
  request: FastifyRequest;
  reply: FastifyReply;
  keyed: KeyedRequest;
}

async function answerAgain(
  answers: RepeatableAnswers,
  { request, reply, keyed }: Repeated,
): Promise<FastifyReply | undefined> {
  const claim = await answers.claim(keyed);
  switch (claim.kind) {
    case 'mine':
      request.keyed = keyed;
      return undefined;
    case 'answered':
      return reply
        .code(claim.status)
        .type(claim.status < 400 ? 'application/json; charset=utf-8' : 'application/problem+json')
        .header('idempotent-replayed', 'true')
        .send(claim.text);
    case 'busy':
      throw refusal('request-in-progress', { retryAfter: 1 });
    case 'mismatch':
      throw refusal('idempotency-mismatch');
    default:
      return claim satisfies never;
  }
}
