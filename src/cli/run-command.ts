import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { appCommands } from './app-commands.ts';
import { attempt, print } from './attempt.ts';
import { misused } from './command.ts';
import type { Command } from './command.ts';
import { grantCommands } from './grant-commands.ts';
import { keyCommands } from './key-commands.ts';
import { linkCommands } from './link-commands.ts';
import { tokenCommands } from './token-commands.ts';
import { remoteCommands } from './visit-service.ts';

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

/**
 * Runs `civic-link <group> <verb> ...` on the service that `service` describes.
 * @returns the exit code: 0 done, 1 refused, 2 misused
 */
export async function runCommand(
  argv: readonly string[],
  service: () => DynamicModule,
): Promise<number> {
  const [group = '', verb = '', ...args] = argv;
  const command = commands[`${group} ${verb}`];
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

function explain(group: string): number {
  print('Usage: civic-link <command>\n');
  for (const { usage, says } of Object.values({ ...commands, ...remoteCommands }))
    print(`  civic-link ${usage}\n      ${says}`);
  return group === 'help' ? 0 : misused;
}
