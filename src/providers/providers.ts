/**
 * Providers: the upstream servers where residents have their social accounts.
 *
 * Owns: talking to providers, and reducing what they answer to `{namespace, subject, displayName}`.
 * Does not: let a token, a raw profile or a provider's words out, remember anything, or touch a reply.
 * Hands off to: sign-in, which keeps state and verifier and decides what an identity is for.
 */
import type { OnModuleDestroy } from '@nestjs/common';
import type { Clock } from '../kernel/clock.ts';
import { ServiceError } from '../kernel/service-error.ts';
import { exchangeLimits } from '../platform/outgoing/limits.ts';
import type { ExchangeLimits } from '../platform/outgoing/limits.ts';
import type { Returned } from './exchange/conversation.ts';
import { ProviderExchange } from './exchange/provider-exchange.ts';
import type {
  Provider,
  ProviderFacts,
  ProviderOutcome,
  ProviderTrial,
  StartingTrip,
} from './provider.ts';

/** Hears how every exchange ended, to be counted; nothing about the person. */
export interface ProviderObserver {
  finished(providerId: string, outcome: ProviderOutcome['kind']): void;
}

export interface ProvidersParts {
  readonly clock: Clock;
  readonly observer?: ProviderObserver;
  readonly limits?: ExchangeLimits;
}

/** The providers that are switched on. */
export class Providers implements OnModuleDestroy {
  readonly #exchanges: ReadonlyMap<string, ProviderExchange>;
  readonly #observer: ProviderObserver | undefined;

  constructor(enabled: readonly Provider[], { clock, observer, limits }: ProvidersParts) {
    this.#observer = observer;
    this.#exchanges = new Map(
      enabled.map((provider) => [
        provider.facts.id,
        new ProviderExchange(provider, { clock, limits: limits ?? exchangeLimits }),
      ]),
    );
  }

  list(): ProviderFacts[] {
    return Array.from(this.#exchanges.values(), ({ provider }) => provider.facts);
  }

  /** Null for a provider that does not exist or is switched off. */
  find(id: string): ProviderFacts | null {
    return this.#exchanges.get(id)?.provider.facts ?? null;
  }

  /** What the service is registered as there. */
  clientIdOf(id: string): string {
    return this.#get(id).provider.clientId;
  }

  /** Where the provider's user IDs are unique. */
  namespaceOf(id: string): string {
    return this.#get(id).provider.namespace;
  }

  /** Whether a callback's `iss` is the provider's own; without one there is nothing to compare (RFC 9207 §2.4). */
  issMatches(id: string, iss: string | undefined): boolean {
    return iss === undefined || this.#get(id).provider.isIssuer(iss);
  }

  /**
   * Starts a trip: hands `trip.remember` a fresh PKCE verifier and builds the URL with the state it returns.
   * @returns the absolute URL at the provider; null when its addresses had to be found and were not
   * @throws whatever `trip.remember` throws
   */
  async begin(id: string, trip: StartingTrip): Promise<string | null> {
    return this.#get(id).begin(trip);
  }

  /**
   * Exchanges a code for an identity, within about five seconds whatever the provider does.
   * The flow must have been consumed before; `verifier` is the one it remembered.
   */
  async finish(id: string, callback: Returned, verifier: string): Promise<ProviderOutcome> {
    const outcome = await this.#get(id).finish(callback, verifier);
    this.#observer?.finished(id, outcome.kind);
    return outcome;
  }

  /** Asks the provider what a code is worth that nobody was given, as `finish` would. It counts as nobody's sign-in. */
  async tryOut(id: string): Promise<ProviderTrial> {
    return this.#get(id).tryOut();
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all(Array.from(this.#exchanges.values(), (exchange) => exchange.close()));
  }

  #get(id: string): ProviderExchange {
    const exchange = this.#exchanges.get(id);
    if (exchange) return exchange;
    const message = 'There is no such provider.';
    throw new ServiceError({ code: 'not_found', status: 404, message });
  }
}
