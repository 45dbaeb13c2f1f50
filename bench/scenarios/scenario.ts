import type { AppRole } from '../apps.ts';
import type { City } from '../city.ts';
import type { BareKind } from '../load/bare-load.ts';
import type { Load } from '../load/samples.ts';

/** What a load is made for. */
export interface Demand {
  /** There will not be more requests than this, so as many fresh inputs are enough. */
  most: number;
  connections: number;
}

/** One thing that the servers are asked to do. */
export interface Scenario {
  readonly name: string;
  /** One line for the table. */
  readonly says: string;
  /** The app that asks. */
  readonly app: AppRole;
  /** What the bare server does for comparison, asked by the same kind of load. */
  readonly bare: BareKind;
  /** What is different at the peer, or why it is not asked. */
  readonly peer?: { readonly differs: string } | { readonly isMissing: string };
  /** How many times as many requests per second as the peer we want to answer. */
  readonly target?: number;
  /** Makes everything that the load needs, before the clock starts. The same for service and peer. */
  prepare(city: City, demand: Demand): Promise<Load>;
}
