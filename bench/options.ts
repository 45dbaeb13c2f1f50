import { parseArgs } from 'node:util';
import { usualConnections } from './load/samples.ts';
import { scenarios } from './scenarios/list.ts';
import type { Scenario } from './scenarios/scenario.ts';

export interface Options {
  /** Seconds of warm-up before the first round of a scenario. */
  warmUp: number;
  /** Seconds of each round. */
  seconds: number;
  rounds: number;
  /** How often the service is started to see how long that takes. */
  starts: number;
  scenarios: readonly Scenario[];
  /** Each scenario is measured with each of these. */
  connections: readonly number[];
  /** Prints JSON instead of tables. */
  json: boolean;
  /** A folder for a processor profile of the service. */
  profile: string | null;
}

const text = { type: 'string' } as const;
const flag = { type: 'boolean', default: false } as const;

/** Reads `npm run bench -- --only introspect,jwks --seconds 10`. @throws with a sentence for people */
export function readOptions(args: readonly string[]): Options {
  const options = {
    seconds: text,
    rounds: text,
    only: text,
    connections: text,
    profile: text,
    json: flag,
    quick: flag,
  };
  const { values } = parseArgs({ args: [...args], options });
  const { quick, json, profile = null } = values;
  return {
    warmUp: quick ? 0.2 : 3,
    seconds: amount('seconds', values.seconds, quick ? 0.3 : 4),
    rounds: amount('rounds', values.rounds, quick ? 1 : 3),
    starts: quick ? 1 : 5,
    scenarios: chosen(values.only),
    connections: connectionsIn(values.connections),
    json,
    profile,
  };
}

export function amount(name: string, given: string | undefined, otherwise: number): number {
  const value = Number(given ?? otherwise);
  if (value > 0) return value;
  throw new Error(`--${name} must be a number above zero, not "${given}".`);
}

function connectionsIn(given: string | undefined): readonly number[] {
  if (given === undefined) return [usualConnections];
  return given.split(',').map((count) => amount('connections', count, usualConnections));
}

function chosen(only: string | undefined): readonly Scenario[] {
  if (only === undefined) return scenarios;
  return only.split(',').map((name) => {
    const found = scenarios.find((scenario) => scenario.name === name);
    if (found !== undefined) return found;
    const known = scenarios.map((scenario) => scenario.name).join(', ');
    throw new Error(`There is no scenario "${name}". There are: ${known}.`);
  });
}
