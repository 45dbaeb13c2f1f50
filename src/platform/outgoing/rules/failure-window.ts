import { CircuitState } from 'cockatiel';
import type { IBreaker } from 'cockatiel';
import type { Clock } from '../../../kernel/clock.ts';
import type { ExchangeLimits } from '../limits.ts';

interface Attempt {
  readonly at: number;
  readonly failed: boolean;
}

/**
 * Says when a circuit opens: after so many failures within so much time, provided that they are at
 * least half of what was attempted, so that a few failures among many successes shut nobody out.
 */
export class FailureWindow implements IBreaker {
  readonly #clock: Clock;
  readonly #rule: ExchangeLimits['circuit'];
  /** Oldest first. */
  #attempts: Attempt[] = [];

  constructor(clock: Clock, rule: ExchangeLimits['circuit']) {
    this.#clock = clock;
    this.#rule = rule;
  }

  /** Asked for by the interface, to persist a breaker; this one starts afresh with the process. */
  get state(): unknown {
    return this.#attempts;
  }

  success(state: CircuitState): void {
    if (state === CircuitState.HalfOpen) this.#attempts = [];
    this.#add(false);
  }

  /** @returns true when the circuit must open */
  failure(): boolean {
    this.#add(true);
    const failures = this.#attempts.filter((attempt) => attempt.failed).length;
    return failures >= this.#rule.failures && failures * 2 >= this.#attempts.length;
  }

  #add(failed: boolean): void {
    const at = this.#clock.milliseconds();
    const recent = this.#attempts.findIndex((attempt) => attempt.at > at - this.#rule.within);
    this.#attempts.splice(0, recent === -1 ? this.#attempts.length : recent);
    this.#attempts.push({ at, failed });
  }
}
