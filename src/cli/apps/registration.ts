import { AppDesk } from '../../apps/app-desk.ts';
import type { NewApp } from '../../apps/city-app.ts';
import { done, operator, refused, UsageError } from '../command.ts';
import type { CommandContext } from '../command.ts';
import { readFlags } from './app-flags.ts';

/** `apps add`: a new registration. */
export async function add({ app, args, print }: CommandContext): Promise<number> {
  const outcome = await app.get(AppDesk).register(operator, newApp(args));
  if (outcome.kind === 'refused') {
    print(`Not registered: ${brokenRule(outcome)}`);
    return refused;
  }
  print(`client_id      ${outcome.app.id}`);
  print(`client_secret  ${outcome.secret ?? '(none)'}`);
  if (outcome.secret) print('Keep the secret now: it is not shown again.');
  return done;
}

/** `apps edit`: changes what is given, by the rules of a new registration. */
export async function edit({ app, args, print }: CommandContext): Promise<number> {
  const { positionals, given } = readFlags(args);
  const order = { id: idIn(positionals), changes: given };
  const outcome = await app.get(AppDesk).change(operator, order);
  switch (outcome.kind) {
    case 'changed':
      print(`Changed: ${outcome.settings.join(', ')}`);
      if (outcome.secret) print(`client_secret  ${outcome.secret}`);
      return done;
    case 'nothing-to-do':
      print('Nothing to do: it was so already.');
      return done;
    case 'unknown-app':
      print('There is no such app.');
      return refused;
    case 'refused':
      print(`Not changed: ${brokenRule(outcome)}`);
      return refused;
    default:
      return outcome satisfies never;
  }
}

/** The app a command is about. */
export function idIn([id]: readonly string[]): string {
  if (id === undefined) throw new UsageError('Say which app, by its id.');
  return id;
}

/** What a new app must have, even when it has none of it. */
function newApp(args: readonly string[]): NewApp {
  const { positionals, given } = readFlags(args);
  return {
    name: '',
    department: '',
    purpose: '',
    kind: 'confidential',
    redirectUris: [],
    scopes: [],
    ...given,
    id: idIn(positionals),
  };
}

function brokenRule({ rule, value }: { rule: string; value?: string }): string {
  return value === undefined ? rule : `${rule} (${value})`;
}
