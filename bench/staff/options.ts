import { parseArgs } from 'node:util';
import { amount } from '../options.ts';

export interface StaffOptions {
  /** How many links there are. */
  links: number;
  /** How often each thing is done. */
  times: number;
  /** How many members of staff work at the same time. */
  atOnce: number;
  json: boolean;
}

const text = { type: 'string' } as const;
const flag = { type: 'boolean', default: false } as const;

/** Reads `npm run bench:staff -- --links 100000`. @throws with a sentence for people */
export function readStaffOptions(args: readonly string[]): StaffOptions {
  const options = { links: text, times: text, 'at-once': text, json: flag, quick: flag };
  const { values } = parseArgs({ args: [...args], options });
  const { quick, json } = values;
  return {
    links: amount('links', values.links, quick ? 20_000 : 1_000_000),
    times: amount('times', values.times, quick ? 50 : 1000),
    atOnce: amount('at-once', values['at-once'], 4),
    json,
  };
}
