import { z } from 'zod';

/** An app in the address of a route. */
export const appId = {
  says: 'The `client_id` of the app.',
  unknown: 'app-not-found',
  shape: z.string().max(64),
} as const;
