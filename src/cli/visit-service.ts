import { attempt, print } from './attempt.ts';
import { auditVerifyCommands } from './audit-verify-command.ts';
import type { RemoteCommand } from './command.ts';
import { inspectCommands } from './inspect-command.ts';
import { loginCommands } from './login-command.ts';

/** What only speaks to a service elsewhere. */
export const remoteCommands: Readonly<Record<string, RemoteCommand>> = {
  ...loginCommands,
  ...inspectCommands,
  ...auditVerifyCommands,
};

/** Runs a command that needs no service of its own; null when it is none of these. */
export async function visitService(argv: readonly string[]): Promise<number | null> {
  const [group = '', verb = '', ...args] = argv;
  const command = remoteCommands[`${group} ${verb}`];
  const isFor = command?.takes?.(args) ?? true;
  return command && isFor ? attempt(command, () => command.visit({ args, print })) : null;
}
