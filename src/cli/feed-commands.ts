import { DeliveryDesk } from '../feed/delivery-desk.ts';
import type { DeliveryState } from '../feed/delivery-desk.ts';
import { done, operator, refused, UsageError } from './command.ts';
import type { Command, CommandContext } from './command.ts';

/** Seeing whether apps get their events, and sending them again. */
export const feedCommands: Readonly<Record<string, Command>> = {
  'feed deliveries': {
    usage: 'feed deliveries',
    says: 'Lists the apps that hear of events, with what waits for each and what did not arrive.',
    run: list,
  },
  'feed replay': {
    usage: 'feed replay <app>',
    says: 'Sends an app again what was given up after 24 hours, or what it refused.',
    run: replay,
  },
};

async function list({ app, print }: CommandContext): Promise<number> {
  const states = await app.get(DeliveryDesk).list(operator);
  if (states.length === 0) print('No app hears of events.');
  for (const state of states) print(lineOf(state));
  return done;
}

function lineOf(state: DeliveryState): string {
  const { appId, kind, method, status, waiting, dead, delivered, failingSince, errors } = state;
  const counts = `${delivered} delivered, ${waiting} waiting, ${dead} given up`;
  const failing = failingSince === null ? '' : `  no answer since ${failingSince.toISOString()}`;
  const codes = errors.length === 0 ? '' : `  (${errors.join(', ')})`;
  return `${appId}  ${kind} by ${method}, ${status}: ${counts}${failing}${codes}`;
}

async function replay({ app, args, print }: CommandContext): Promise<number> {
  const [appId] = args;
  if (appId === undefined) throw new UsageError('Say which app.');
  const outcome = await app.get(DeliveryDesk).replay(operator, appId);
  switch (outcome.kind) {
    case 'replayed':
      print(`${outcome.events} go out again.`);
      return done;
    case 'nothing-to-do':
      print('Nothing was given up. Nothing changed.');
      return done;
    case 'no-such-app':
      print('There is no such app.');
      return refused;
    default:
      return outcome satisfies never;
  }
}
