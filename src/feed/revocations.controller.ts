import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ApiRoute } from '../platform/http/contract.ts';
import { departureOf } from './departure.ts';
import { RevocationFeed } from './revocation-feed.ts';
import type { Position } from './revocation-feed.ts';
import { callerOf } from './stream-calls.ts';

/** Shorter than the patience of what usually stands between us and an app. */
const mostWaitSeconds = 25;

const asked = z.strictObject({
  after: z
    .string()
    .regex(/^[0-9a-f-]{36}\.(0|[1-9]\d{0,15})$/)
    .optional()
    .describe('`line` and `seq` of the last part you know, with a dot between. Without it: all.'),
  wait: z
    .string()
    .regex(/^\d{1,2}$/)
    .transform(Number)
    .pipe(z.int().max(mostWaitSeconds))
    .optional()
    .describe(`How many seconds to wait for news where there is none, at most ${mostWaitSeconds}.`),
});
const parts = z.strictObject({
  parts: z
    .array(z.string())
    .describe('Signed parts of the list, oldest first: JWTs of the type `civic-revocations+jwt`.'),
});

/** The revocation list for whoever verifies tokens without asking us about each. */
@Controller('feed/revocations')
export class RevocationsController {
  constructor(private readonly feed: RevocationFeed) {}

  @Get()
  @ApiRoute(
    { kind: 'app', scope: 'revocations.read' },
    {
      name: 'followRevocations',
      summary: 'What has been revoked since a position, waiting for it if there is nothing yet.',
      query: asked,
      answer: parts,
      polled: true,
    },
  )
  async follow(
    @Query() { after, wait = 0 }: z.output<typeof asked>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<z.output<typeof parts>> {
    const found = await this.feed.after(positionIn(after), {
      milliseconds: wait * 1000,
      caller: callerOf(request),
      gone: departureOf(reply),
    });
    return { parts: [...found] };
  }
}

function positionIn(after: string | undefined): Position | null {
  if (after === undefined) return null;
  const [line = '', seq = ''] = after.split('.');
  return { line, seq: Number(seq) };
}
