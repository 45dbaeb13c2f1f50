import { ServiceError } from '../kernel/service-error.ts';
import { refused, misused, UsageError } from './command.ts';
import type { Described } from './command.ts';
import { Trouble } from './remote/trouble.ts';

/** Runs a command and says in a sentence what went wrong, if anything did. */
export async function attempt(command: Described, run: () => Promise<number>): Promise<number> {
  try {
    return await run();
  } catch (error) {
    return complain(error, command);
  }
}

/** What a command prints goes here. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Expected trouble in one sentence; anything else is a fault and keeps its stack. */
function complain(error: unknown, { usage }: Described): number {
  if (error instanceof Trouble) return refuse(`${error.message}\n${error.advice}`);
  if (error instanceof ServiceError) return refuse(error.message);
  if (!(error instanceof UsageError) && !isParseError(error)) throw error;
  process.stderr.write(`${(error as Error).message}\nUsage: civic-link ${usage}\n`);
  return misused;
}

function refuse(sentence: string): number {
  process.stderr.write(`${sentence}\n`);
  return refused;
}

/** `node:util` names what it cannot parse by codes that begin so. */
function isParseError(error: unknown): boolean {
  return String((error as { code?: unknown }).code).startsWith('ERR_PARSE_ARGS');
}
