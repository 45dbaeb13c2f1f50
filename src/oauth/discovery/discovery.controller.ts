import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { hash } from 'node:crypto';
import { Config } from '../../config/config.ts';
import { Access } from '../../platform/http/access.ts';
import { metadata } from './metadata.ts';

/** Answers discovery from memory, word for word the same at both addresses (RFC 9068 §4). */
@Controller('.well-known')
export class DiscoveryController {
  private readonly body: Buffer;
  private readonly headers: Readonly<Record<string, string>>;

  constructor(config: Config) {
    this.body = Buffer.from(JSON.stringify(metadata(config.issuer)));
    this.headers = {
      'content-type': 'application/json',
      'cache-control': 'public, max-age=300',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      etag: `"${hash('sha256', this.body, 'base64url')}"`,
    };
  }

  @Get('openid-configuration')
  @Access({ kind: 'public' }, 'oauth')
  openid(@Req() request: FastifyRequest, @Res() reply: FastifyReply): FastifyReply {
    return this.answer(request, reply);
  }

  @Get('oauth-authorization-server')
  @Access({ kind: 'public' }, 'oauth')
  oauth(@Req() request: FastifyRequest, @Res() reply: FastifyReply): FastifyReply {
    return this.answer(request, reply);
  }

  private answer(request: FastifyRequest, reply: FastifyReply): FastifyReply {
    void reply.headers(this.headers);
    if (request.headers['if-none-match'] === this.headers.etag) return reply.code(304).send();
    return reply.send(this.body);
  }
}
