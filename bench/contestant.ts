import type { Cities } from './city.ts';
import { bareLoad } from './load/bare-load.ts';
import type { BareReady } from './programs/bare-server.ts';
import type { Program } from './programs/program.ts';
import type { Side } from './rounds.ts';
import type { Scenario } from './scenarios/scenario.ts';

/** An authorization server that is measured, and the cities that work with it. */
export interface Contestant {
  pid: number;
  cities: Cities;
}

/** All that run. */
export interface Contestants {
  bare: Program<BareReady>;
  peer: Contestant;
  service: Contestant;
  /** The first process of the PostgreSQL that both work with, each in its turn. */
  databasePid: number;
}

/** Bare server and service, and the peer where it can do the same. */
export interface Sides {
  bare: Side;
  peer?: Side;
  service: Side;
}

/** Who takes part in a scenario, in the order of their turns. */
export function sidesOf(scenario: Scenario, all: Contestants, connections: number): Sides {
  const { bare, databasePid } = all;
  const bareServer = bareLoad(scenario.bare, bare.ready.origin, connections);
  const sideOf = ({ cities, pid }: Contestant): Side => ({
    pid,
    databasePid,
    load: (most) => scenario.prepare(cities[scenario.app], { most, connections }),
  });
  const isMissing = scenario.peer !== undefined && 'isMissing' in scenario.peer;
  return {
    bare: { pid: bare.pid, load: () => Promise.resolve(bareServer) },
    ...(!isMissing && { peer: sideOf(all.peer) }),
    service: sideOf(all.service),
  };
}
