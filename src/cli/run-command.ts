import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ServiceError } from '../kernel/service-error.ts';
import { appCommands } from './app-commands.ts';
import { misused, refused, UsageError } from './command.ts';
import type { Command, RemoteCommand } from './command.ts';
import { grantCommands } from './grant-commands.ts';
import { inspectCommands } from './inspect-command.ts';
import { keyCommands } from './key-commands.ts';
import { linkCommands } from './link-commands.ts';
import { loginCommands } from './login-command.ts';
import { Trouble } from './remote/trouble.ts';
import { tokenCommands } from './token-commands.ts';

type Described = Pick<Command, 'usage' | 'says'>;

/**
 * Cli: the same services from a terminal.
 *
 * Owns: reading arguments and printing what came of them.
 * Does not: have rules of its own; every rule lives in the service a command calls.
 * Hands off to: apps, grants, links, keys and oauth.
 */
const commands: Readonly<Record<string, Command>> = {
  ...appCommands,
  ...grantCommands,
  ...keyCommands,
  ...linkCommands,
  ...tokenCommands,
};

/** Those that only speak to a service elsewhere. */
const remoteCommands: Readonly<Record<string, RemoteCommand>> = {
  ...loginCommands,
  ...inspectCommands,
};

/**
 * Runs `civic-link <group> <verb> ...` on the service that `service` describes.
 * @returns the exit code: 0 done, 1 refused, 2 misused
 */
export async function runCommand(
  argv: readonly string[],
  service: () => DynamicModule,
): Promise<number> {
  const [group = '', verb = '', ...args] = argv;
  const name = `${group} ${verb}`;
  const remote = remoteCommands[name];
  if (remote) return attempt(remote, () => remote.visit({ args, print }));
  const command = commands[name];
  if (!command) return explain(group);
  const app = await NestFactory.createApplicationContext(service(), {
    logger: false,
    abortOnError: false,
  });
  try {
    return await attempt(command, () => command.run({ app, args, print }));
  } finally {
    await app.close();
  }
}

async function attempt(command: Described, run: () => Promise<number>): Promise<number> {
  try {
    return await run();
  } catch (error) {
    return complain(error, command);
  }
}

function explain(group: string): number {
  print('Usage: civic-link <command>\n');
  for (const { usage, says } of Object.values({ ...commands, ...remoteCommands }))
    print(`  civic-link ${usage}\n      ${says}`);
  return group === 'help' ? 0 : misused;
}

/** Expected trouble in one sentence; anything else is a fault and keeps its stack. */
function complain(error: unknown, { usage }: Described): number {
  if (error instanceof Trouble) {
    process.stderr.write(`${error.message}\n${error.advice}\n`);
    return refused;
  }
  if (error instanceof ServiceError) {
    process.stderr.write(`${error.message}\n`);
    return refused;
  }
  if (!(error instanceof UsageError) && !isParseError(error)) throw error;
  process.stderr.write(`${(error as Error).message}\nUsage: civic-link ${usage}\n`);
  return misused;
}

/** `node:util` names what it cannot parse by codes that begin so. */
function isParseError(error: unknown): boolean {
  return String((error as { code?: unknown }).code).startsWith('ERR_PARSE_ARGS');
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
