import { z } from 'zod';
import { longestTarget } from '../platform/outgoing/push-target.ts';
import { supportedTypes } from './event-types.ts';
import { streamId } from './stream-calls.ts';
import { methods, verificationSeconds } from './stream-shape.ts';
import type { Delivery, EventStream, StreamWish } from './stream-shape.ts';

const delivery = z
  .object({
    method: z.enum([methods.poll, methods.push]),
    endpoint_url: z
      .string()
      .max(longestTarget)
      .optional()
      .describe('Where events are sent to. For polling it is ours, and is not read.'),
    authorization_header: z
      .string()
      .regex(/^[\x20-\x7e]{1,1000}$/)
      .optional()
      .describe('Sent as `Authorization` with every event. It is kept sealed and never shown.'),
  })
  .refine(({ method, endpoint_url }) => method === methods.poll || endpoint_url !== undefined, {
    path: ['endpoint_url'],
  })
  .describe('How the app gets its events; by polling, unless it says otherwise.');

/** Receivers send what they know of a stream; what is ours to say is not read (SSF 1.0 §8.1.1). */
const wishes = {
  delivery: delivery.optional(),
  events_requested: z
    .array(z.string().max(300))
    .max(50)
    .optional()
    .describe('Types of events. Those we do not have are left out. Default: all we have.'),
  description: z.string().max(200).optional(),
};

export const newStream = z.object(wishes);
export const changedStream = z.object({ stream_id: streamId, ...wishes });

export type NewStream = z.output<typeof newStream>;
export type ChangedStream = z.output<typeof changedStream>;

export const stream = z.strictObject({
  stream_id: z.uuid(),
  iss: z.string(),
  aud: z.string().describe('The client ID of the app.'),
  events_supported: z.array(z.string()),
  events_requested: z.array(z.string()),
  events_delivered: z.array(z.string()),
  delivery: z.strictObject({ method: z.string(), endpoint_url: z.string() }),
  min_verification_interval: z.int(),
  description: z.string().optional(),
});
export const listOrStream = z.union([stream, z.array(stream)]);

export type StreamAnswer = z.output<typeof stream>;

export function wishIn(body: NewStream): StreamWish {
  const { delivery: asked, events_requested: events, description } = body;
  return {
    ...(asked && { delivery: deliveryIn(asked) }),
    ...(events && { events }),
    ...(description !== undefined && { description }),
  };
}

/** The stream as its app sees it. */
export function streamAnswer(found: EventStream, issuer: string): StreamAnswer {
  const { id, appId, events, method, endpoint, description } = found;
  return {
    stream_id: id,
    iss: issuer,
    aud: appId,
    events_supported: supportedTypes(issuer),
    events_requested: [...events],
    events_delivered: [...events],
    delivery: { method: methods[method], endpoint_url: endpoint ?? `${issuer}/feed/poll` },
    min_verification_interval: verificationSeconds,
    ...(description && { description }),
  };
}

function deliveryIn({
  method,
  endpoint_url,
  authorization_header,
}: z.output<typeof delivery>): Delivery {
  if (method === methods.poll) return { method: 'poll' };
  const authorization = authorization_header ?? null;
  return { method: 'push', endpoint: endpoint_url ?? '', authorization };
}
