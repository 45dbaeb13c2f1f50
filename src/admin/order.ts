import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { StaffMember } from '../ledger/event-catalogue.ts';
import { isTicket } from '../ledger/ticket.ts';
import { blockPeriods } from '../links/link-blocks.ts';
import { staffReasons } from '../links/reasons.ts';
import { callingApp } from '../oauth/app-authenticator.ts';

/** The number of a case elsewhere, as the ledger takes it. */
export const ticketNumber = z
  .string()
  .max(40)
  .refine(isTicket)
  .describe('The number of a case elsewhere: letters, digits and dashes. The ledger keeps it.');

/** What staff say when they end something; there is no room for free text, which could hold anything. */
export const orderWithReason = z.strictObject({
  reason: z.enum(staffReasons).describe('Why. The resident reads it in plain words.'),
});

/** As for one link, whose account may then be kept away for a while. */
export const revocationOrder = orderWithReason.extend({
  block_for: z
    .enum(blockPeriods)
    .optional()
    .describe('Keep the account from being linked again: a day, thirty days, or until lifted.'),
  ticket: ticketNumber.optional(),
});

export type RevocationOrder = z.output<typeof revocationOrder>;
export type OrderWithReason = z.output<typeof orderWithReason>;

/** Who gives the order, as the ledger names them: the app that staff work with. It has no role. */
export function staffOf(request: FastifyRequest): StaffMember {
  const { id, scopes } = callingApp(request);
  return { actor: { kind: 'app', id }, scopes };
}
