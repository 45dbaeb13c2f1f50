import { days, hours } from '../../kernel/duration.ts';
import { boundedFetch } from '../../platform/outgoing/bounded-fetch.ts';
import { BoundedHttp } from '../../platform/outgoing/bounded-http.ts';
import { Circuit } from '../../platform/outgoing/circuit.ts';
import type { ConversationParts } from '../exchange/conversation.ts';
import { failureOf } from './failure.ts';
import { isInDevelopment, readMetadata } from './metadata.ts';
import type { Metadata } from './metadata.ts';
import type { OpenIdSetup } from './setup.ts';

/** What a provider says of itself is asked again after so long, while nobody waits. */
const freshSeconds = hours(1);
/** And is forgotten after so long without an answer. */
const keptSeconds = days(1);

/** How asking ended. */
export type Asked =
  | { readonly kind: 'found'; readonly found: Found }
  | { readonly kind: 'unavailable' }
  | { readonly kind: 'provider-error' };

/** A provider's addresses, and the only way to them. */
export interface Found {
  readonly metadata: Metadata;
  readonly http: BoundedHttp;
}

/**
 * Finds out where a provider is when somebody first wants to go there, so that no start waits for one. A provider that
 * does not answer costs one person their patience: whoever comes after them hears so at once, until it is tried again.
 */
export class Discovery {
  readonly #setup: OpenIdSetup;
  readonly #parts: ConversationParts;
  readonly #circuit: Circuit;
  #known: { found: Found; at: number } | null = null;
  #asking: Promise<Asked> | null = null;
  /** Nobody answered when it was asked last. */
  #isOut = false;

  constructor(setup: OpenIdSetup, parts: ConversationParts) {
    this.#setup = setup;
    this.#parts = parts;
    const { limits } = parts;
    const afterOne = { ...limits.circuit, failures: 1 };
    this.#circuit = new Circuit(parts.clock, { ...limits, circuit: afterOne });
  }

  /** What was found within the last day. Asks again in the background when that is over an hour ago. */
  get last(): Found | null {
    if (this.#known === null) return null;
    const age = this.#parts.clock.seconds() - this.#known.at;
    if (age >= keptSeconds) return null;
    // What went wrong is told to whoever has to wait for an answer, once this one is too old.
    if (age >= freshSeconds) void this.find();
    return this.#known.found;
  }

  /** Asks; whoever wants to know at the same time waits for the same answer, which counts once. */
  find(): Promise<Asked> {
    if (this.#asking !== null && this.#isOut) return Promise.resolve({ kind: 'unavailable' });
    this.#asking ??= this.#askOnce().finally(() => {
      this.#asking = null;
    });
    return this.#asking;
  }

  async close(): Promise<void> {
    await this.#known?.found.http.close();
  }

  async #askOnce(): Promise<Asked> {
    const asked = await this.#circuit.run(() => this.#ask());
    this.#isOut = asked.kind === 'unavailable';
    return asked;
  }

  async #ask(): Promise<Asked> {
    try {
      return { kind: 'found', found: await this.#fetch() };
    } catch (error) {
      const isGone = failureOf(error, () => false) === 'unavailable';
      return { kind: isGone ? 'unavailable' : 'provider-error' };
    }
  }

  async #fetch(): Promise<Found> {
    const metadata = await this.#document();
    const { token_endpoint, jwks_uri, userinfo_endpoint } = metadata;
    const endpoints = [token_endpoint, jwks_uri, userinfo_endpoint ?? token_endpoint];
    const before = this.#known?.found;
    const found = { metadata, http: this.#http(endpoints) };
    this.#known = { found, at: this.#parts.clock.seconds() };
    // Exchanges under way end within the limits; after that nobody holds the old connections.
    if (before) setTimeout(() => void before.http.close(), 2 * this.#parts.limits.total).unref();
    return found;
  }

  async #document(): Promise<Metadata> {
    const address = `${this.#setup.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
    const http = this.#http([address]);
    try {
      const fetch = boundedFetch(http.withinDeadline());
      const response = await fetch(address, {
        method: 'GET',
        headers: { accept: 'application/json' },
      });
      return readMetadata(response.ok ? await response.json() : null, this.#setup);
    } finally {
      await http.close();
    }
  }

  #http(endpoints: readonly string[]): BoundedHttp {
    const reach = isInDevelopment(this.#setup) ? 'any' : 'public';
    return new BoundedHttp(endpoints, this.#parts.limits, reach);
  }
}
