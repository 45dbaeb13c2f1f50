import type { Clock } from '../../kernel/clock.ts';
import type { ExchangeLimits } from '../../platform/outgoing/limits.ts';
import type { Person } from '../identity.ts';
import type { StartingTrip } from '../provider.ts';

/** What a callback brought that goes to the provider: the code, and who says to have sent it. */
export interface Returned {
  readonly code: string;
  readonly iss?: string;
  /** Of a proof: how many seconds ago its trip began. Whoever signed in there before has proved nothing now. */
  readonly provedWithin?: number;
}

/** How a provider answered. Only the first tells anything it sent. */
export type Told =
  | { readonly kind: 'person'; readonly person: Person }
  | { readonly kind: 'not-fresh' }
  | { readonly kind: 'expired-or-used' }
  | { readonly kind: 'unavailable' }
  | { readonly kind: 'provider-error' };

/** Whether a trip can begin. */
export type Prepared =
  | { readonly kind: 'ready' }
  | { readonly kind: 'unavailable' }
  | { readonly kind: 'provider-error' };

/** Talking to one provider, in whatever it speaks. Nothing of an answer but the person comes out. */
export interface Conversation {
  /** Whether a trip can begin, or end, without asking anybody. */
  readonly isPrepared: boolean;
  /** Finds out what must be known before a trip begins or ends. However many want to know, it asks once at a time. */
  prepare(): Promise<Prepared>;
  /**
   * @returns null when what must be known has been forgotten since
   * @throws whatever `trip.remember` throws
   */
  begin(trip: StartingTrip): Promise<string | null>;
  /** @param deadline When the browser has waited long enough. */
  finish(callback: Returned, verifier: string, deadline: AbortSignal): Promise<Told>;
  close(): Promise<void>;
}

export interface ConversationParts {
  readonly clock: Clock;
  readonly limits: ExchangeLimits;
}
