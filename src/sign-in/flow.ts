import { minutes } from '../kernel/duration.ts';
import type { Language } from '../words/words.ts';

/** What a trip to a provider is for. Signing in has no session yet; linking belongs to one. */
export type Purpose = { kind: 'sign-in' } | { kind: 'link'; sessionId: string; residentId: string };

/** How long a trip may take, and how long its result waits for the resident's yes. */
export const flowSeconds = minutes(10);

/** One browser trip to a provider and back, as it was begun. */
export interface NewFlow {
  provider: string;
  purpose: Purpose;
  browserHash: Buffer;
  /** The city app's waiting request to go on with afterwards. */
  requestId: string | null;
  policyVersion: string;
  language: Language;
}

/** A flow that has just been consumed. It can never be consumed again. */
export interface ConsumedFlow extends Omit<NewFlow, 'browserHash'> {
  id: string;
  verifier: string;
  /** Ledger id of the consumption, which the link will carry (invariant I2). */
  entry: string;
}
