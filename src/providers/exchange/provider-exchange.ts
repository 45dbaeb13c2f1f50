import type { Clock } from '../../kernel/clock.ts';
import { newToken } from '../../kernel/opaque-token.ts';
import { BoundedHttp } from '../../platform/outgoing/bounded-http.ts';
import type { Provider, ProviderOutcome, ProviderTrial, StartingTrip } from '../provider.ts';
import { ExchangeFault } from './bounded-oauth2.ts';
import { Circuit } from '../../platform/outgoing/circuit.ts';
import type { ExchangeLimits } from '../../platform/outgoing/limits.ts';
import { runStrategy } from './strategy-driver.ts';
import type { StrategyResult } from './strategy-driver.ts';

/** One provider with everything that bounds the service's dealings with it. */
export class ProviderExchange {
  readonly provider: Provider;
  readonly #http: BoundedHttp;
  readonly #circuit: Circuit;

  constructor(provider: Provider, clock: Clock, limits: ExchangeLimits) {
    this.provider = provider;
    this.#http = new BoundedHttp(provider.backChannel, limits);
    this.#circuit = new Circuit(clock, limits);
  }

  /** @throws whatever `remember` throws */
  async begin(trip: StartingTrip): Promise<string> {
    const result = await runStrategy(this.provider.strategy, {
      query: {},
      trip: { remember: (verifier) => trip.remember(verifier) },
      options: { language: trip.language, isProof: trip.isProof },
      send: this.#http.withinDeadline(),
    });
    if (result.kind === 'redirect') return result.url;
    throw result.kind === 'error' ? result.error : new Error('a strategy did not start');
  }

  finish(code: string, verifier: string): Promise<ProviderOutcome> {
    return this.#circuit.run(async () => {
      const result = await runStrategy(this.provider.strategy, {
        query: { code },
        trip: { verifier },
        options: {},
        send: this.#http.withinDeadline(),
      });
      return this.#outcomeOf(result);
    });
  }

  /** The same with a code that nobody was given: a provider that works and knows the service says that it is no good. */
  async tryOut(): Promise<ProviderTrial> {
    const { kind } = await this.finish(newToken(), newToken());
    switch (kind) {
      case 'expired-or-used':
        return 'answers';
      case 'unavailable':
        return 'unavailable';
      case 'identity':
      case 'provider-error':
        return 'unexpected';
      default:
        return kind satisfies never;
    }
  }

  close(): Promise<void> {
    return this.#http.close();
  }

  #outcomeOf(result: StrategyResult): ProviderOutcome {
    if (result.kind === 'success') {
      const { namespace } = this.provider;
      return { kind: 'identity', identity: { namespace, ...result.person } };
    }
    return { kind: result.kind === 'error' ? this.#failureOf(result.error) : 'provider-error' };
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
    const { spentCode } = this.provider;
    return name === spentCode.name && code === spentCode.code
      ? 'expired-or-used'
      : 'provider-error';
  }
}
