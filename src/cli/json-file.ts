import { readFileSync } from 'node:fs';
import { UsageError } from './command.ts';

/** What a JSON file says, whatever that is. */
export function jsonIn(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    throw new UsageError(`${path} is no JSON file that can be read.`);
  }
}
