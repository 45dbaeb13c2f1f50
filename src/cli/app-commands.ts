import { parseArgs } from 'node:util';
import { AppDesk, secretOverlapSeconds } from '../apps/app-desk.ts';
import { hours } from '../kernel/duration.ts';
import { appFlags } from './apps/app-flags.ts';
import { lineOf, linesOf } from './apps/app-lines.ts';
import { add, edit, idIn } from './apps/registration.ts';
import { done, operator, refused, UsageError } from './command.ts';
import type { Command, CommandContext } from './command.ts';

/** Registering city apps and looking after them. */
export const appCommands: Readonly<Record<string, Command>> = {
  'apps add': {
    usage: `apps add <id> --name <name> --department <name> --purpose <sentence>\n        ${appFlags}`,
    says: 'Registers a city app and prints its secret, once. --service: it acts for itself (client_credentials).',
    run: add,
  },
  'apps edit': {
    usage: 'apps edit <id> [flags of apps add]...',
    says: 'Changes what is given. --no-<flag> turns one off, an empty value empties a list.',
    run: edit,
  },
  'apps show': { usage: 'apps show <id>', says: 'Shows how an app is registered.', run: show },
  'apps list': { usage: 'apps list', says: 'Lists the city apps.', run: list },
  'apps rotate-secret': {
    usage: 'apps rotate-secret <id> [--overlap-hours <hours>]',
    says: 'Prints a new secret. The old one works for another 24 hours, or as long as you say.',
    run: rotateSecret,
  },
  'apps end-old-secret': {
    usage: 'apps end-old-secret <id>',
    says: 'Ends the old secret now. Only the last one works then.',
    run: endOldSecret,
  },
  'apps disable': {
    usage: 'apps disable <id>',
    says: 'Switches an app off; every token it holds is dead at once.',
    run: (context) => turn(context, 'pause'),
  },
  'apps enable': {
    usage: 'apps enable <id>',
    says: 'Switches it on again. Residents are asked anew.',
    run: (context) => turn(context, 'resume'),
  },
};

const text = { type: 'string' } as const;

async function list({ app, print }: CommandContext): Promise<number> {
  const apps = await app.get(AppDesk).list(operator);
  for (const one of apps) print(lineOf(one.app));
  if (apps.length === 0) print('No city apps yet.');
  return done;
}

async function show({ app, args, print }: CommandContext): Promise<number> {
  const known = await app.get(AppDesk).find(operator, idIn(args));
  if (known === null) {
    print('There is no such app.');
    return refused;
  }
  for (const line of linesOf(known.app)) print(line);
  return done;
}

async function rotateSecret({ app, args, print }: CommandContext): Promise<number> {
  const options = { 'overlap-hours': text };
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  const overlap = Number(values['overlap-hours'] ?? secretOverlapSeconds / hours(1));
  if (!(overlap >= 0 && overlap <= 720)) throw new UsageError('The overlap is 0 to 720 hours.');
  const id = idIn(positionals);
  const outcome = await app.get(AppDesk).rotateSecret(operator, id, hours(overlap));
  switch (outcome.kind) {
    case 'rotated':
      print(`client_secret  ${outcome.secret}`);
      return done;
    case 'overlap-running':
      print(`The old secret works until ${outcome.until.toISOString()}. Nothing changed.`);
      print(`End it first: civic-link apps end-old-secret ${id}`);
      return refused;
    case 'unknown-app':
      print('There is no such app.');
      return refused;
    case 'no-secret':
      print('This app has no secret.');
      return refused;
    default:
      return outcome satisfies never;
  }
}

async function endOldSecret({ app, args, print }: CommandContext): Promise<number> {
  const outcome = await app.get(AppDesk).endOldSecret(operator, idIn(args));
  print(outcome === 'done' ? 'Done.' : 'Nothing to do: no such app, or no old secret works.');
  return outcome === 'done' ? done : refused;
}

async function turn(
  { app, args, print }: CommandContext,
  way: 'pause' | 'resume',
): Promise<number> {
  const outcome = await app.get(AppDesk)[way](operator, idIn(args));
  print(outcome === 'done' ? 'Done.' : 'Nothing to do: no such app, or it was so already.');
  return outcome === 'done' ? done : refused;
}
