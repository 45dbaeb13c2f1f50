import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { refusal } from '../platform/http/contracts.ts';
import type { EventStream } from './stream-shape.ts';

export const streamId = z
  .string()
  .max(64)
  .optional()
  .describe('The id of the stream. It may be left out: an app has one stream at most.');

export const streamQuery = z.strictObject({ stream_id: streamId });

export type StreamQuery = z.output<typeof streamQuery>;

/** An answer without a body. */
export const nothing = z.void();

/** The app that asks: an authenticator counts its requests by its client ID. */
export function callerOf(request: FastifyRequest): string {
  const id = request.principal?.countedAs;
  if (id === undefined) throw refusal('not-allowed');
  return id;
}

/** The app's stream, if it is the one that is meant. Somebody else's is none (SSF 1.0 §8.1.1). */
export function streamNamed(found: EventStream | null, id: string | undefined): EventStream {
  if (found === null || (id !== undefined && id !== found.id)) throw refusal('stream-not-found');
  return found;
}
