import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access } from '../platform/http/access.ts';
import { isCurrent } from '../platform/http/entity-tag.ts';
import { KnownKeys } from './ring/known-keys.ts';

/** Never older than the time a new key is published ahead. */
const headers = {
  'content-type': 'application/json; charset=utf-8',
  'cache-control': 'public, max-age=300',
};

/** The key set with which anybody can verify our tokens (RFC 7517 §5), answered from memory. */
@Controller()
export class JwksController {
  constructor(private readonly keys: KnownKeys) {}

  @Get('.well-known/jwks.json')
  @Access({ kind: 'public' }, 'oauth', { readers: 'anyone' })
  async jwks(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { body, etag } = (await this.keys.all()).published;
    void reply.headers({ ...headers, etag });
    if (isCurrent(request.headers['if-none-match'], etag)) void reply.code(304).send();
    else void reply.send(body);
  }
}
