import type { FastifyReply, FastifyRequest } from 'fastify';
import { hash } from 'node:crypto';

/** A JSON document that is the same for everybody: made once and answered from memory. */
export class PublicDocument {
  private readonly body: Buffer;
  private readonly headers: Readonly<Record<string, string>>;

  constructor(content: object) {
    this.body = Buffer.from(JSON.stringify(content));
    this.headers = {
      'content-type': 'application/json',
      'cache-control': 'public, max-age=300',
      etag: `"${hash('sha256', this.body, 'base64url')}"`,
    };
  }

  /** Sends the document, or only that it has not changed (RFC 9110 §15.4.5). */
  send(request: FastifyRequest, reply: FastifyReply): FastifyReply {
    void reply.headers(this.headers);
    if (request.headers['if-none-match'] === this.headers.etag) return reply.code(304).send();
    return reply.send(this.body);
  }
}
