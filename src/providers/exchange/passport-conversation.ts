import { BoundedHttp } from '../../platform/outgoing/bounded-http.ts';
import type { PassportProvider, StartingTrip } from '../provider.ts';
import { ExchangeFault } from './bounded-oauth2.ts';
import type { Conversation, ConversationParts, Prepared, Returned, Told } from './conversation.ts';
import { runStrategy } from './strategy-driver.ts';

/** Talks to a provider through its Passport strategy. */
export class PassportConversation implements Conversation {
  readonly isPrepared = true;
  readonly #provider: PassportProvider;
  readonly #http: BoundedHttp;

  constructor(provider: PassportProvider, { limits }: ConversationParts) {
    this.#provider = provider;
    this.#http = new BoundedHttp(provider.backChannel, limits);
  }

  prepare(): Promise<Prepared> {
    return Promise.resolve({ kind: 'ready' });
  }

  async begin(trip: StartingTrip): Promise<string> {
    const result = await runStrategy(this.#provider.strategy, {
      query: {},
      trip: { remember: (verifier) => trip.remember(verifier) },
      options: { language: trip.language, isProof: trip.isProof },
      send: this.#http.withinDeadline(),
    });
    if (result.kind === 'redirect') return result.url;
    throw result.kind === 'error' ? result.error : new Error('a strategy did not start');
  }

  async finish({ code }: Returned, verifier: string): Promise<Told> {
    const result = await runStrategy(this.#provider.strategy, {
      query: { code },
      trip: { verifier },
      options: {},
      send: this.#http.withinDeadline(),
    });
    if (result.kind === 'success') return { kind: 'person', person: result.person };
    return { kind: result.kind === 'error' ? this.#failureOf(result.error) : 'provider-error' };
  }

  close(): Promise<void> {
    return this.#http.close();
  }

  /** By name and code only: an error of the strategies carries the provider's raw answer. */
  #failureOf(error: unknown): 'expired-or-used' | 'unavailable' | 'provider-error' {
    const { name, code, oauthError } = error as {
      name?: string;
      code?: unknown;
      oauthError?: unknown;
    };
    if (oauthError instanceof ExchangeFault && oauthError.kind === 'unavailable')
      return 'unavailable';
    const { spentCode } = this.#provider;
    return name === spentCode.name && code === spentCode.code
      ? 'expired-or-used'
      : 'provider-error';
  }
}
