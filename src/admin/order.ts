import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Actor } from '../ledger/event-catalogue.ts';
import { staffReasons } from '../links/reasons.ts';
import { callingApp } from '../oauth/app-authenticator.ts';

/** What staff say when they end something; there is no room for free text, which could hold anything. */
export const orderWithReason = z.strictObject({
  reason: z.enum(staffReasons).describe('Why. The resident reads it in plain words.'),
});

export type OrderWithReason = z.output<typeof orderWithReason>;

/** Who gives the order, as the ledger names them: the app that staff work with. */
export function actorOf(request: FastifyRequest): Actor {
  return { kind: 'app', id: callingApp(request).id };
}
