import { Body, Controller, Get, HttpCode, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ApiRoute } from '../platform/http/contract.ts';
import { refusal } from '../platform/http/contracts.ts';
import { EventStreams } from './event-streams.ts';
import { callerOf, nothing, streamId, streamNamed, streamQuery } from './stream-calls.ts';
import type { StreamQuery } from './stream-calls.ts';
import { streamStates, verificationSeconds } from './stream-shape.ts';
import type { EventStream } from './stream-shape.ts';

const shortText = z.string().max(200);
const newStatus = z.object({
  stream_id: streamId,
  status: z.enum(streamStates),
  reason: shortText.optional().describe('Kept and shown to the city; nothing personal, please.'),
});
const status = z.strictObject({
  stream_id: z.uuid(),
  status: z.enum(streamStates),
  reason: shortText.optional(),
});
const verification = z.object({
  stream_id: streamId,
  state: z.string().max(200).optional().describe('Comes back in the event.'),
});

type Status = z.output<typeof status>;

/** Whether events come, and showing that they do (SSF 1.0 §8.1.2 and §8.1.4). */
@Controller('feed')
export class StreamStatusController {
  constructor(private readonly streams: EventStreams) {}

  @Get('status')
  @ApiRoute(
    { kind: 'app', scope: 'ssf.read' },
    {
      name: 'readStreamStatus',
      summary: 'Whether events come, are kept, or are not even kept.',
      query: streamQuery,
      answer: status,
      problems: ['stream-not-found'],
    },
  )
  async read(
    @Query() { stream_id: id }: StreamQuery,
    @Req() request: FastifyRequest,
  ): Promise<Status> {
    return statusOf(streamNamed(await this.streams.find(callerOf(request)), id));
  }

  @Post('status')
  @HttpCode(200)
  @ApiRoute(
    { kind: 'app', scope: 'ssf.manage' },
    {
      name: 'changeStreamStatus',
      summary: 'Pauses the stream, lets it go on, or switches it off.',
      body: newStatus,
      answer: status,
      problems: ['stream-not-found'],
    },
  )
  async change(
    @Body() body: z.output<typeof newStatus>,
    @Req() request: FastifyRequest,
  ): Promise<Status> {
    const app = callerOf(request);
    const { stream_id: id, reason = null } = body;
    streamNamed(await this.streams.find(app), id);
    const changed = await this.streams.setStatus(app, { status: body.status, reason });
    return statusOf(streamNamed(changed, id));
  }

  @Post('verify')
  @HttpCode(204)
  @ApiRoute(
    { kind: 'app', scope: 'ssf.manage' },
    {
      name: 'verifyStream',
      summary: 'Sends an event that shows that the stream works.',
      body: verification,
      answer: nothing,
      status: 204,
      problems: ['stream-not-found'],
    },
  )
  async verify(
    @Body() { stream_id: id, state }: z.output<typeof verification>,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    const app = callerOf(request);
    streamNamed(await this.streams.find(app), id);
    const outcome = await this.streams.verify(app, state ?? null);
    switch (outcome) {
      case 'sent':
        return;
      case 'too-soon':
        throw refusal('rate-limited', { retryAfter: verificationSeconds });
      case 'no-stream':
        throw refusal('stream-not-found');
      default:
        outcome satisfies never;
    }
  }
}

function statusOf({ id, status: now, reason }: EventStream): Status {
  return { stream_id: id, status: now, ...(reason !== null && { reason }) };
}
