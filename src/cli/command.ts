import type { INestApplicationContext } from '@nestjs/common';
import type { Actor, StaffMember } from '../ledger/event-catalogue.ts';

/** Something went wrong that the person at the terminal can put right. */
export class UsageError extends Error {}

/** What a command works with. It prints through `print` and returns the exit code. */
export interface CommandContext {
  app: INestApplicationContext;
  args: readonly string[];
  print: (line: string) => void;
}

/** How `civic-link help` shows a command. */
export interface Described {
  usage: string;
  says: string;
}

export interface Command extends Described {
  run(context: CommandContext): Promise<number>;
}

/** What a command works with that only speaks to a service elsewhere: it needs no settings and no database. */
export type RemoteContext = Omit<CommandContext, 'app'>;

export interface RemoteCommand extends Described {
  /** Given where a command of this name works with a service as well: whether these arguments are for here. */
  takes?(args: readonly string[]): boolean;
  visit(context: RemoteContext): Promise<number>;
}

/** Whoever can run the command on the server acts as staff; the ledger knows them by this id. */
export const atTheTerminal: Actor = { kind: 'staff', id: 'cli' };

/** The same with the role that a resident reads beside what was done. */
export const operator: StaffMember = { actor: atTheTerminal, role: 'operator' };

export const done = 0;
export const refused = 1;
export const misused = 2;
