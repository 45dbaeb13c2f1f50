import type { AuthorizationRequest } from './authorization-request.ts';
import type { Dialect } from './dialect.ts';
import { facebookDialect } from './facebook/dialect.ts';
import { googleDialect } from './google/dialect.ts';
import { People } from './people.ts';
import type { ProviderName } from './people.ts';
import { Recorder } from './recorder.ts';
import { Scenarios } from './scenario.ts';
import type { Scenario } from './scenario.ts';
import type { SimulatorOptions } from './simulator.ts';
import { Trips } from './trips.ts';

/** An authorization request whose page is being looked at. */
export interface Waiting {
  readonly provider: ProviderName;
  readonly asked: AuthorizationRequest;
}

/** Everything one running simulator knows. */
export class World {
  readonly people = new People();
  readonly scenarios = new Scenarios();
  readonly recorder = new Recorder();
  readonly waiting = new Map<string, Waiting>();
  readonly trips: Trips;
  readonly now: () => number;
  readonly url: string;
  readonly dialects: Readonly<Record<ProviderName, Dialect>>;

  constructor(url: string, { clients, now = Date.now }: SimulatorOptions) {
    this.url = url;
    this.now = now;
    this.trips = new Trips(now);
    this.dialects = {
      google: googleDialect(url, clients.google),
      facebook: facebookDialect(url, clients.facebook),
    };
  }

  /** @throws when the scenario is about somebody unknown */
  plan(scenario: Scenario): void {
    if (!this.people.find(scenario.person)) throw new Error(`No such person: ${scenario.person}`);
    this.scenarios.add(scenario);
  }

  reset(): void {
    this.waiting.clear();
    for (const part of [this.people, this.scenarios, this.recorder, this.trips]) part.reset();
  }
}
