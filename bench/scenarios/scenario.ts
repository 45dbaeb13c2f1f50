import type { City } from '../city.ts';
import type { BareKind } from '../load/bare-load.ts';
import type { Load } from '../load/samples.ts';

/** One thing that the service is asked to do. */
export interface Scenario {
  readonly name: string;
  /** One line for the table. */
  readonly says: string;
  /** What the bare server does for comparison, asked by the same kind of load. */
  readonly bare: BareKind;
  /** Makes everything that this many seconds need, before the clock starts. */
  prepare(city: City, seconds: number): Promise<Load>;
}
