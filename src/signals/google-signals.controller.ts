import { Controller, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../config/config.ts';
import { Access } from '../platform/http/access.ts';
import { GoogleSets } from './google/google-sets.ts';
import { noSuchReceiver, refusedSignal } from './refused-signal.ts';
import { Signals } from './signals.ts';

/** Google's Cross-Account Protection: Security Event Tokens, pushed (RFC 8935). */
@Controller('signals/google')
export class GoogleSignalsController {
  constructor(
    private readonly config: Config,
    private readonly sets: GoogleSets,
    private readonly signals: Signals,
  ) {}

  /** 202 says that it arrived and need not come again (RFC 8935 §2.2), whether or not it changed anything. */
  @Post()
  @Access({ kind: 'provider' }, 'signal', { mostBytes: 16_384 })
  async hear(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    if (this.config.providers.google === null) throw noSuchReceiver();
    if (!isSecurityEvent(request)) throw refusedSignal('invalid_request', 'content type');
    await this.signals.hear(await this.sets.read(request.body));
    return reply.code(202).header('cache-control', 'no-store').send();
  }
}

/** RFC 8935 §2.1. What calls itself JSON is parsed, and no text that anybody has signed. */
function isSecurityEvent({ headers }: FastifyRequest): boolean {
  return /^application\/secevent\+jwt\s*(;|$)/i.test(headers['content-type'] ?? '');
}
