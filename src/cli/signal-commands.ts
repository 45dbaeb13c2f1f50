import { isId } from '../kernel/ids.ts';
import { ToldLinks } from '../links/told-links.ts';
import { WaitingRoom } from '../signals/waiting-room.ts';
import { done, operator, refused, UsageError } from './command.ts';
import type { Command, CommandContext } from './command.ts';

/** What providers told us, where an operator decides: what came too fast, and a link that nobody says works again. */
export const signalCommands: Readonly<Record<string, Command>> = {
  'signals waiting': {
    usage: 'signals waiting',
    says: 'Lists how many removals wait because a provider asked for too many at once.',
    run: waiting,
  },
  'signals release': {
    usage: 'signals release <provider>',
    says: 'Lets what waits of a provider go on. The links are removed within minutes.',
    run: (context) => decide(context, 'release'),
  },
  'signals discard': {
    usage: 'signals discard <provider>',
    says: 'Throws away what waits of a provider. The links stay.',
    run: (context) => decide(context, 'discard'),
  },
  'signals resume': {
    usage: 'signals resume <link id>',
    says: 'Lets a resident sign in again with a link that its provider called disabled. They read that the city did.',
    run: resume,
  },
};

async function waiting({ app, print }: CommandContext): Promise<number> {
  const rooms = await app.get(WaitingRoom).list(operator);
  if (rooms.length === 0) print('Nothing waits.');
  for (const { provider, signals, since, dueAt } of rooms) {
    print(
      `${provider}  ${signals}  since ${since.toISOString()}  the first is done ${dueAt.toISOString()}`,
    );
  }
  return done;
}

async function resume({ app, args, print }: CommandContext): Promise<number> {
  const [linkId] = args;
  if (!isId(linkId)) throw new UsageError('Say which link, by its id.');
  const outcome = await app.get(ToldLinks).resumeByStaff(operator, linkId);
  switch (outcome) {
    case 'resumed':
      print('The link may be used again. What was ended stays so.');
      return done;
    case 'not-suspended':
      print('Its provider does not say that this link does not work. Nothing changed.');
      return done;
    case 'no-such-link':
      print('There is no such link.');
      return refused;
    default:
      return outcome satisfies never;
  }
}

async function decide(
  { app, args, print }: CommandContext,
  what: 'release' | 'discard',
): Promise<number> {
  const [provider] = args;
  if (provider === undefined) throw new UsageError('Say which provider.');
  const count = await app.get(WaitingRoom)[what](operator, provider);
  if (count === 0) {
    print('Nothing of this provider waits.');
    return refused;
  }
  print(`${count} ${what === 'release' ? 'go on' : 'are thrown away'}.`);
  return done;
}
