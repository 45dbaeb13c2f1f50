import { createHash, randomBytes } from 'node:crypto';
import type { AuthorizationRequest } from './authorization-request.ts';
import type { CodeRefusal, Dialect } from './dialect.ts';
import type { Outcome } from './outcome.ts';
import { subjectOf } from './people.ts';
import type { Person, ProviderName } from './people.ts';
import type { OutcomeOptions } from './scenario.ts';

const CODE_LIFE_MS = 10 * 60_000;

/**
 * One person's visit to a provider. The outcome travels with its code and token, so that trips
 * made at the same time never get each other's.
 */
export interface Trip {
  readonly provider: ProviderName;
  readonly asked: AuthorizationRequest;
  readonly person: Person;
  readonly outcome: Outcome;
  readonly options: OutcomeOptions;
  readonly code: string;
  readonly accessToken: string;
  readonly startedAt: number;
}

/** What the service presents to have a code redeemed (RFC 6749 section 4.1.3). */
export interface Redemption {
  readonly code: string;
  readonly redirectUri: string;
  readonly verifier: string | null;
}

export class Trips {
  readonly #byCode = new Map<string, Trip>();
  readonly #byToken = new Map<string, Trip>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Starts a trip: issues the code and, until it is redeemed in secret, the token. */
  start(dialect: Dialect, plan: Pick<Trip, 'asked' | 'person' | 'outcome' | 'options'>): Trip {
    const { markers } = plan.options;
    const trip: Trip = {
      ...plan,
      provider: dialect.name,
      code: secret(dialect.codePrefix, markers?.code),
      accessToken: secret(dialect.tokenPrefix, markers?.access_token),
      startedAt: this.#now(),
    };
    this.#byCode.set(trip.code, trip);
    return trip;
  }

  /** Redeems a code once. Returns its trip, or why not. */
  redeem(dialect: Dialect, { code, redirectUri, verifier }: Redemption): Trip | CodeRefusal {
    const trip = this.#byCode.get(code);
    if (trip?.provider !== dialect.name) return 'unknown';
    if (this.#byToken.has(trip.accessToken)) return 'used';
    if (this.#now() - trip.startedAt > CODE_LIFE_MS) return 'expired';
    if (trip.asked.redirectUri !== redirectUri) return 'other-redirect';
    if (dialect.requiresPkce && !matches(verifier, trip.asked.challenge)) return 'bad-verifier';
    this.#byToken.set(trip.accessToken, trip);
    return trip;
  }

  /** The trip whose redeemed token this is. */
  withToken(provider: ProviderName, accessToken: string): Trip | undefined {
    const trip = this.#byToken.get(accessToken);
    return trip?.provider === provider ? trip : undefined;
  }

  /** Withdraws every permission a person gave at this provider. */
  forget(provider: ProviderName, subject: string): void {
    for (const [token, trip] of this.#byToken) {
      if (trip.provider !== provider || subjectOf(trip.person, provider) !== subject) continue;
      this.#byToken.delete(token);
      this.#byCode.delete(trip.code);
    }
  }

  reset(): void {
    this.#byCode.clear();
    this.#byToken.clear();
  }
}

function secret(prefix: string, marker?: string): string {
  const random = randomBytes(32).toString('base64url');
  return prefix + (marker === undefined ? random : `${marker}.${random}`);
}

/** RFC 7636 section 4.6, S256. */
function matches(verifier: string | null, challenge: string | undefined): boolean {
  return (
    createHash('sha256')
      .update(verifier ?? '')
      .digest('base64url') === challenge
  );
}
