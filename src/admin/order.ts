import { z } from 'zod';
import { staffReasons } from '../links/reasons.ts';

/** What staff say when they end something; there is no room for free text, which could hold anything. */
export const orderWithReason = z.strictObject({
  reason: z.enum(staffReasons).describe('Why. The resident reads it in plain words.'),
});

export type OrderWithReason = z.output<typeof orderWithReason>;
