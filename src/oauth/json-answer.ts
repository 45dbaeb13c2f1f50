import type { FastifyReply } from 'fastify';

/** Sends an answer of an OAuth endpoint: 200, JSON, never to be stored (RFC 6749 §5.1). */
export function sendJson(reply: FastifyReply, answer: object): FastifyReply {
  return sendJsonText(reply, JSON.stringify(answer));
}

/** As `sendJson`, for a text made before. */
export function sendJsonText(reply: FastifyReply, text: string): FastifyReply {
  return reply
    .code(200)
    .header('cache-control', 'no-store')
    .header('pragma', 'no-cache')
    .type('application/json; charset=utf-8')
    .send(text);
}
