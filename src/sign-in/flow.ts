import type { ProvedAction } from '../ledger/event-catalogue.ts';
import { hours, minutes } from '../kernel/duration.ts';
import type { Language } from '../words/words.ts';

/** The session and the resident that a trip of somebody signed in belongs to. */
export interface Begun {
  sessionId: string;
  residentId: string;
}

/**
 * What a trip to a provider is for. Signing in has no session yet; every other purpose belongs to one, and is part of
 * what must match on the way back, so that no trip can be finished as another kind.
 */
export type Purpose =
  /** `returnPath` is the page of theirs that somebody was on when their session ended. */
  | { kind: 'sign-in'; isShared: boolean; returnPath: string | null }
  | ({ kind: 'link' } & Begun)
  | ({ kind: 'prove'; action: ProvedAction; object: string | null } & Begun)
  | ({ kind: 'name'; linkId: string } & Begun);

/** How long a trip may take, and how long its result waits for the resident's yes. */
export const flowSeconds = minutes(10);

/** How long a trip is known at all. */
export const flowKeptSeconds = flowSeconds + hours(1);

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
  /** How many seconds ago it was begun. */
  age: number;
  /** Ledger id of the consumption, which the link will carry (invariant I2). */
  entry: string;
}
