import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { appCommands } from './app-commands.ts';
import { attempt, print } from './attempt.ts';
import { auditCommands } from './audit-commands.ts';
import { misused } from './command.ts';
import type { Command, Described } from './command.ts';
import { grantCommands } from './grant-commands.ts';
import { feedCommands } from './feed-commands.ts';
import { keyCommands } from './key-commands.ts';
import { linkCommands } from './link-commands.ts';
import { policyCommands } from './policy-commands.ts';
import { providerCommands } from './provider-commands.ts';
import { recordCommands } from './record-commands.ts';
import { riscCommands } from './risc-commands.ts';
import { signalCommands } from './signal-commands.ts';
import { staffCommands } from './staff-commands.ts';
import { statisticsCommands } from './statistics-commands.ts';
import { tokenCommands } from './token-commands.ts';
import { retentionCommands } from './retention-command.ts';
import { retentionRunCommands } from './retention-run-commands.ts';
import { remoteCommands } from './visit-service.ts';

/**
 * Cli: the same services from a terminal.
 *
 * Owns: reading arguments and printing what came of them.
 * Does not: have rules of its own; every rule lives in the service a command calls.
 * Hands off to: the service of each thing, from apps to support.
 */
export const commands: Readonly<Record<string, Command>> = {
  ...appCommands,
  ...auditCommands,
  ...grantCommands,
  ...feedCommands,
  ...keyCommands,
  ...linkCommands,
  ...policyCommands,
  ...providerCommands,
  ...recordCommands,
  ...retentionCommands,
  ...riscCommands,
  ...signalCommands,
  ...staffCommands,
  ...statisticsCommands,
  ...retentionRunCommands,
  ...tokenCommands,
};

/**
 * Runs `civic-link <group> <verb> ...`, or a command of one word, on the service that `service` describes.
 * @returns the exit code: 0 done, 1 refused, 2 misused
 */
export async function runCommand(
  argv: readonly string[],
  service: () => DynamicModule,
): Promise<number> {
  const [group = '', verb = ''] = argv;
  const both = `${group} ${verb}`;
  const name = Object.hasOwn(commands, both) ? both : group;
  const args = argv.slice(name.split(' ').length);
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

function explain(group: string): number {
  print('Usage: civic-link <command>\n');
  for (const { usage, says } of [commands, remoteCommands].flatMap(Object.values<Described>))
    print(`  civic-link ${usage}\n      ${says}`);
  return group === 'help' ? 0 : misused;
}
