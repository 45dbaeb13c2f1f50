import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../../config/config.ts';
import { Access } from '../../platform/http/access.ts';
import { metadata } from './metadata.ts';
import { PublicDocument } from './public-document.ts';
import { resourceMetadata } from './resource-metadata.ts';

/** Answers discovery from memory, word for word the same at both addresses (RFC 9068 §4). */
@Controller('.well-known')
export class DiscoveryController {
  private readonly server: PublicDocument;
  private readonly resource: PublicDocument;

  constructor({ issuer }: Config) {
    this.server = new PublicDocument(metadata(issuer));
    this.resource = new PublicDocument(resourceMetadata(issuer));
  }

  @Get('openid-configuration')
  @Access({ kind: 'public' }, 'oauth', { readers: 'anyone' })
  openid(@Req() request: FastifyRequest, @Res() reply: FastifyReply): FastifyReply {
    return this.server.send(request, reply);
  }

  @Get('oauth-authorization-server')
  @Access({ kind: 'public' }, 'oauth', { readers: 'anyone' })
  oauth(@Req() request: FastifyRequest, @Res() reply: FastifyReply): FastifyReply {
    return this.server.send(request, reply);
  }

  /** Our own API, for apps that call it with a token (RFC 9728 §3). */
  @Get('oauth-protected-resource')
  @Access({ kind: 'public' }, 'oauth', { readers: 'anyone' })
  protectedResource(@Req() request: FastifyRequest, @Res() reply: FastifyReply): FastifyReply {
    return this.resource.send(request, reply);
  }
}
