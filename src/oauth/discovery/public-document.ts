import type { FastifyReply, FastifyRequest } from 'fastify';
import { entityTag, isCurrent } from '../../platform/http/entity-tag.ts';

/** A JSON document that is the same for everybody: made once and answered from memory. */
export class PublicDocument {
  private readonly body: Buffer;
  private readonly etag: string;
  private readonly headers: Readonly<Record<string, string>>;

  constructor(content: object) {
    this.body = Buffer.from(JSON.stringify(content));
    this.etag = entityTag(this.body);
    this.headers = {
      'content-type': 'application/json',
      'cache-control': 'public, max-age=300',
      etag: this.etag,
    };
  }

  /** Sends the document, or only that it has not changed (RFC 9110 §15.4.5). */
  send(request: FastifyRequest, reply: FastifyReply): FastifyReply {
    void reply.headers(this.headers);
    if (isCurrent(request.headers['if-none-match'], this.etag)) return reply.code(304).send();
    return reply.send(this.body);
  }
}
