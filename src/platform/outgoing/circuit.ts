import {
  CircuitState,
  bulkhead,
  circuitBreaker,
  handleWhenResult,
  isBrokenCircuitError,
  isBulkheadRejectedError,
  wrap,
} from 'cockatiel';
import type { Clock } from '../../kernel/clock.ts';
import { FailureWindow } from './rules/failure-window.ts';
import type { ExchangeLimits } from './limits.ts';

/** How an exchange ends; only `unavailable` counts as an outage. */
interface Outcome {
  readonly kind: string;
}

interface Unavailable {
  readonly kind: 'unavailable';
}

/**
 * Keeps one server's trouble to itself: so many exchanges at a time, and none at all for a while
 * after repeated outages. Whoever is kept out hears `unavailable` at once and never queues.
 */
export class Circuit {
  readonly #breaker;
  readonly #policy;

  constructor(clock: Clock, { inFlight, circuit }: ExchangeLimits) {
    const isOutage = handleWhenResult((outcome) => (outcome as Outcome).kind === 'unavailable');
    const breaker = new FailureWindow(clock, circuit);
    this.#breaker = circuitBreaker(isOutage, { breaker, halfOpenAfter: circuit.retryAfter });
    this.#policy = wrap(bulkhead(inFlight), this.#breaker);
  }

  async run<T extends Outcome>(exchange: () => Promise<T>): Promise<T | Unavailable> {
    // Cockatiel lets callers wait behind the one probe of a half-open circuit; people do not wait.
    if (this.#breaker.state === CircuitState.HalfOpen) return { kind: 'unavailable' };
    try {
      return await this.#policy.execute(exchange);
    } catch (error) {
      if (isBrokenCircuitError(error) || isBulkheadRejectedError(error))
        return { kind: 'unavailable' };
      throw error;
    }
  }
}
