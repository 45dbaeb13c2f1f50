import { parseArgs } from 'node:util';
import { Apps } from '../apps/apps.ts';
import type { CityApp, NewApp } from '../apps/city-app.ts';
import { hours } from '../kernel/duration.ts';
import { atTheTerminal, done, refused, UsageError } from './command.ts';
import type { Command, CommandContext } from './command.ts';

/** Registering city apps and looking after them. */
export const appCommands: Readonly<Record<string, Command>> = {
  'apps add': {
    usage:
      'apps add <id> --name <name> --department <name> --purpose <sentence> --redirect <url>... [--post-logout <url>...] --scope <scope>... [--public] [--service] [--resource <uri>] [--sector <name>] [--approve-scopes]',
    says: 'Registers a city app and prints its secret, once. --service: it acts for itself (client_credentials).',
    run: add,
  },
  'apps list': { usage: 'apps list', says: 'Lists the city apps.', run: list },
  'apps rotate-secret': {
    usage: 'apps rotate-secret <id> [--overlap-hours <hours>]',
    says: 'Prints a new secret. The old one works for another 24 hours, or as long as you say.',
    run: rotateSecret,
  },
  'apps disable': {
    usage: 'apps disable <id>',
    says: 'Switches an app off; every token it holds is dead at once.',
    run: (context) => turn(context, 'disable'),
  },
  'apps enable': {
    usage: 'apps enable <id>',
    says: 'Switches it on again. Residents are asked anew.',
    run: (context) => turn(context, 'enable'),
  },
};

const text = { type: 'string' } as const;
const several = { type: 'string', multiple: true } as const;
const flag = { type: 'boolean', default: false } as const;

async function add({ app, args, print }: CommandContext): Promise<number> {
  const outcome = await app.get(Apps).register(newApp(args), atTheTerminal);
  if (outcome.kind === 'refused') {
    print(`Not registered: ${outcome.rule}${outcome.value ? ` (${outcome.value})` : ''}`);
    return refused;
  }
  print(`client_id      ${outcome.app.id}`);
  print(`client_secret  ${outcome.secret ?? '(none)'}`);
  if (outcome.secret) print('Keep the secret now: it is not shown again.');
  return done;
}

function newApp(args: readonly string[]): NewApp {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      name: text,
      department: text,
      purpose: text,
      resource: text,
      sector: text,
      redirect: several,
      'post-logout': several,
      scope: several,
      public: flag,
      service: flag,
      'approve-scopes': flag,
    },
  });
  const { resource, sector } = values;
  return {
    id: idIn(positionals),
    name: values.name ?? '',
    department: values.department ?? '',
    purpose: values.purpose ?? '',
    kind: values.public ? 'public' : 'confidential',
    redirectUris: values.redirect ?? [],
    postLogoutRedirectUris: values['post-logout'] ?? [],
    scopes: values.scope ?? [],
    scopesApproved: values['approve-scopes'],
    ...(values.service && { grantTypes: ['client_credentials'] }),
    ...(resource !== undefined && { resource }),
    ...(sector !== undefined && { sector }),
  };
}

async function list({ app, print }: CommandContext): Promise<number> {
  const apps = await app.get(Apps).list();
  for (const one of apps) print(lineOf(one));
  if (apps.length === 0) print('No city apps yet.');
  return done;
}

function lineOf({ id, name, department, kind, scopes, disabled }: CityApp): string {
  const state = disabled ? '  DISABLED' : '';
  return `${id}  ${name} (${department.en})  ${kind}  ${scopes.join(' ')}${state}`;
}

async function rotateSecret({ app, args, print }: CommandContext): Promise<number> {
  const options = { 'overlap-hours': text };
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  const overlap = Number(values['overlap-hours'] ?? 24);
  if (!(overlap >= 0 && overlap <= 720)) throw new UsageError('The overlap is 0 to 720 hours.');
  const outcome = await app
    .get(Apps)
    .rotateSecret(idIn(positionals), { overlapSeconds: hours(overlap) }, atTheTerminal);
  switch (outcome.kind) {
    case 'rotated':
      print(`client_secret  ${outcome.secret}`);
      return done;
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

async function turn(
  { app, args, print }: CommandContext,
  way: 'disable' | 'enable',
): Promise<number> {
  const outcome = await app.get(Apps)[way](idIn(args), atTheTerminal);
  print(outcome === 'done' ? 'Done.' : 'Nothing to do: no such app, or it was so already.');
  return outcome === 'done' ? done : refused;
}

function idIn(positionals: readonly string[]): string {
  const [id] = positionals;
  if (id === undefined) throw new UsageError('Say which app, by its id.');
  return id;
}
