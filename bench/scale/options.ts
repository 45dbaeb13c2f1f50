import { parseArgs } from 'node:util';
import { amount } from '../options.ts';
import type { Lengths } from '../rounds.ts';

export interface ScaleOptions extends Lengths {
  /** How many grants the two databases hold. */
  small: number;
  large: number;
  json: boolean;
}

const text = { type: 'string' } as const;
const flag = { type: 'boolean', default: false } as const;

/** Reads `npm run bench:scale -- --large 100000 --rounds 3`. @throws with a sentence for people */
export function readScaleOptions(args: readonly string[]): ScaleOptions {
  const options = {
    small: text,
    large: text,
    seconds: text,
    rounds: text,
    json: flag,
    quick: flag,
  };
  const { values } = parseArgs({ args: [...args], options });
  const { quick, json } = values;
  return {
    small: amount('small', values.small, quick ? 100 : 1000),
    large: amount('large', values.large, quick ? 1000 : 1_000_000),
    warmUp: quick ? 0.2 : 3,
    seconds: amount('seconds', values.seconds, quick ? 0.3 : 5),
    rounds: amount('rounds', values.rounds, quick ? 1 : 5),
    json,
  };
}
