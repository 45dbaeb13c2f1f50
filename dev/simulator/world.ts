import type { AuthorizationRequest } from './authorization-request.ts';
import type { Client, Dialect } from './dialect.ts';
import { facebookDialect } from './facebook/dialect.ts';
import { githubDialect } from './github/dialect.ts';
import { googleDialect } from './google/dialect.ts';
import { openIdDialects } from './openid/dialects.ts';
import type { OpenIdDialect } from './openid/dialects.ts';
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

type OpenIdName = Exclude<ProviderName, 'google' | 'facebook' | 'github'>;

/** Everything one running simulator knows. */
export class World {
  readonly people = new People();
  readonly scenarios = new Scenarios();
  readonly recorder = new Recorder();
  readonly waiting = new Map<string, Waiting>();
  readonly trips: Trips;
  readonly now: () => number;
  readonly url: string;
  readonly openIdDialects: readonly OpenIdDialect[];
  readonly dialects: Readonly<Record<ProviderName, Dialect>>;

  constructor(url: string, { clients, now = Date.now }: SimulatorOptions) {
    this.url = url;
    this.now = now;
    this.trips = new Trips(now);
    const clientOf = (name: ProviderName): Client => clients[name] ?? { id: name, secret: name };
    this.openIdDialects = openIdDialects(url, clientOf);
    const others: object = Object.fromEntries(this.openIdDialects.map((one) => [one.name, one]));
    this.dialects = {
      ...(others as Record<OpenIdName, OpenIdDialect>),
      google: googleDialect(url, clients.google),
      facebook: facebookDialect(url, clients.facebook),
      github: githubDialect(url, clientOf('github')),
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
