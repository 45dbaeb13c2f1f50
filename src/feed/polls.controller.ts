import { Body, Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ApiRoute } from '../platform/http/contract.ts';
import { departureOf } from './departure.ts';
import { errorCode } from './error-code.ts';
import { EventPolls } from './event-polls.ts';
import { EventStreams } from './event-streams.ts';
import { callerOf, streamNamed } from './stream-calls.ts';

/** Shorter than the patience of what usually stands between us and an app. */
const mostWaitMilliseconds = 25_000;

/** So many at a time: each is signed for the answer. */
const mostEvents = 500;
const usualEvents = 100;

const jti = z.string().max(100);
const asked = z.object({
  maxEvents: z.int().min(0).optional().describe(`At most ${mostEvents} come at once.`),
  returnImmediately: z.boolean().optional().describe('Default: waits up to 25 seconds.'),
  ack: z.array(jti).max(5000).optional().describe('What the app has. It does not come again.'),
  setErrs: z
    .record(jti, z.looseObject({ err: z.string().max(100), description: z.string().optional() }))
    .optional()
    .describe('What the app will not have, and why. The city sees the code.'),
});
const polled = z.strictObject({
  sets: z.record(z.string(), z.string()).describe('SETs by their `jti`, oldest first.'),
  moreAvailable: z.boolean(),
});

/** Where apps fetch their events (RFC 8936). */
@Controller('feed/poll')
export class PollsController {
  constructor(
    private readonly polls: EventPolls,
    private readonly streams: EventStreams,
  ) {}

  @Post()
  @HttpCode(200)
  @ApiRoute(
    { kind: 'app', scope: 'ssf.read' },
    {
      name: 'pollEvents',
      summary: 'The next events of the stream, waiting for them if there are none yet.',
      body: asked,
      answer: polled,
      polled: true,
      problems: ['stream-not-found'],
    },
  )
  async poll(
    @Body() body: z.output<typeof asked>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<z.output<typeof polled>> {
    const stream = streamNamed(await this.streams.find(callerOf(request)), undefined);
    const { maxEvents = usualEvents, returnImmediately = false, ack = [], setErrs = {} } = body;
    const { sets, moreAvailable } = await this.polls.poll(stream, {
      most: Math.min(maxEvents, mostEvents),
      patience: {
        milliseconds: returnImmediately ? 0 : mostWaitMilliseconds,
        caller: stream.appId,
        gone: departureOf(reply),
      },
      has: ack,
      refuses: Object.entries(setErrs).map(([id, { err }]) => ({ jti: id, error: errorCode(err) })),
    });
    return { sets: { ...sets }, moreAvailable };
  }
}
