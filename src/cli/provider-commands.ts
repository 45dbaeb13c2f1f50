import { ProviderStates } from '../providers/provider-states.ts';
import type { ProviderMode } from '../providers/provider-states.ts';
import { done, operator, refused, UsageError } from './command.ts';
import type { Command, CommandContext } from './command.ts';

/** Seeing and switching providers. */
export const providerCommands: Readonly<Record<string, Command>> = {
  'providers list': {
    usage: 'providers list',
    says: 'Lists the configured providers and whether residents can use them.',
    run: list,
  },
  'providers pause': {
    usage: 'providers pause <provider>',
    says: 'Switches a provider off: nobody signs in through it, and whoever did is signed out. Links stay.',
    run: (context) => change(context, 'off'),
  },
  'providers link-only': {
    usage: 'providers link-only <provider>',
    says: 'Lets residents link accounts of a provider, but not sign in with them. Whoever did is signed out.',
    run: (context) => change(context, 'link-only'),
  },
  'providers resume': {
    usage: 'providers resume <provider>',
    says: 'Switches a provider on again. Residents sign in once more.',
    run: (context) => change(context, 'on'),
  },
};

async function list({ app, print }: CommandContext): Promise<number> {
  for (const { provider, mode, changedAt } of await app.get(ProviderStates).list(operator)) {
    const since = changedAt === null ? '' : `  since ${changedAt.toISOString()}`;
    print(`${provider.id}  ${mode}${since}`);
  }
  return done;
}

async function change({ app, args, print }: CommandContext, mode: ProviderMode): Promise<number> {
  const [provider] = args;
  if (provider === undefined) throw new UsageError('Say which provider.');
  const outcome = await app.get(ProviderStates).change(operator, provider, mode);
  switch (outcome.kind) {
    case 'switched':
      print(`${provider} is ${mode} now.`);
      return done;
    case 'unchanged':
      print(`${provider} was ${mode} before. Nothing changed.`);
      return done;
    case 'no-such-provider':
      print('There is no such provider.');
      return refused;
    default:
      return outcome satisfies never;
  }
}
