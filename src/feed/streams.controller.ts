import { Body, Controller, Delete, Get, Patch, Post, Put, Query, Req } from '@nestjs/common';
import { HttpCode } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { Config } from '../config/config.ts';
import { ApiRoute } from '../platform/http/contract.ts';
import { refusal } from '../platform/http/contracts.ts';
import { supportedTypes } from './event-types.ts';
import { EventStreams } from './event-streams.ts';
import { callerOf, nothing, streamNamed, streamQuery } from './stream-calls.ts';
import type { StreamQuery } from './stream-calls.ts';
import {
  changedStream,
  listOrStream,
  newStream,
  stream,
  streamAnswer,
  wishIn,
} from './stream-contract.ts';
import type { ChangedStream, NewStream, StreamAnswer } from './stream-contract.ts';
import type { StreamWish } from './stream-shape.ts';

const read = { kind: 'app', scope: 'ssf.read' } as const;
const manage = { kind: 'app', scope: 'ssf.manage' } as const;

/** The stream of the app that asks (SSF 1.0 §8.1.1). */
@Controller('feed/streams')
export class StreamsController {
  constructor(
    private readonly config: Config,
    private readonly streams: EventStreams,
  ) {}

  @Post()
  @HttpCode(201)
  @ApiRoute(manage, {
    name: 'createStream',
    summary: 'Makes the stream of the app that asks. It has one at most.',
    body: newStream,
    answer: stream,
    status: 201,
    problems: ['stream-exists'],
  })
  async create(@Body() body: NewStream, @Req() request: FastifyRequest): Promise<StreamAnswer> {
    const outcome = await this.streams.create(callerOf(request), wishIn(body));
    switch (outcome.kind) {
      case 'created':
        return streamAnswer(outcome.stream, this.config.issuer);
      case 'exists':
        throw refusal('stream-exists');
      case 'wrong-endpoint':
        throw wrongEndpoint();
      default:
        return outcome satisfies never;
    }
  }

  @Get()
  @ApiRoute(read, {
    name: 'readStream',
    summary: 'The stream that is named, or a list of the one there is.',
    query: streamQuery,
    answer: listOrStream,
    problems: ['stream-not-found'],
  })
  async read(
    @Query() { stream_id: id }: StreamQuery,
    @Req() request: FastifyRequest,
  ): Promise<z.output<typeof listOrStream>> {
    const found = await this.streams.find(callerOf(request));
    if (id === undefined) return found ? [streamAnswer(found, this.config.issuer)] : [];
    return streamAnswer(streamNamed(found, id), this.config.issuer);
  }

  @Patch()
  @ApiRoute(manage, {
    name: 'updateStream',
    summary: 'Changes what is sent, and leaves the rest.',
    body: changedStream,
    answer: stream,
    problems: ['stream-not-found'],
  })
  update(@Body() body: ChangedStream, @Req() request: FastifyRequest): Promise<StreamAnswer> {
    return this.change(request, body, wishIn(body));
  }

  @Put()
  @ApiRoute(manage, {
    name: 'replaceStream',
    summary: 'Changes all: what is left out is as in a new stream.',
    body: changedStream,
    answer: stream,
    problems: ['stream-not-found'],
  })
  replace(@Body() body: ChangedStream, @Req() request: FastifyRequest): Promise<StreamAnswer> {
    const wish = wishIn(body);
    const { delivery = { method: 'poll' }, description = '' } = wish;
    const events = wish.events ?? supportedTypes(this.config.issuer);
    return this.change(request, body, { delivery, events, description });
  }

  @Delete()
  @HttpCode(204)
  @ApiRoute(manage, {
    name: 'deleteStream',
    summary: 'Ends the stream. What waits in it is gone.',
    query: streamQuery,
    answer: nothing,
    status: 204,
    problems: ['stream-not-found'],
  })
  async remove(@Query() { stream_id: id }: StreamQuery, @Req() request: FastifyRequest) {
    const app = callerOf(request);
    streamNamed(await this.streams.find(app), id);
    await this.streams.remove(app);
  }

  private async change(
    request: FastifyRequest,
    { stream_id: id }: ChangedStream,
    wish: StreamWish,
  ): Promise<StreamAnswer> {
    const app = callerOf(request);
    streamNamed(await this.streams.find(app), id);
    const outcome = await this.streams.change(app, wish);
    switch (outcome.kind) {
      case 'changed':
        return streamAnswer(outcome.stream, this.config.issuer);
      case 'no-stream':
        throw refusal('stream-not-found');
      case 'wrong-endpoint':
        throw wrongEndpoint();
      default:
        return outcome satisfies never;
    }
  }
}

function wrongEndpoint() {
  const detail = 'must be an https address that may be reached';
  return refusal('invalid', { fields: [{ pointer: '#/delivery/endpoint_url', detail }] });
}
