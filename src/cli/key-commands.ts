import { parseArgs } from 'node:util';
import type { EmergencyRetirement } from '../keys/emergency-retirement.ts';
import { KeyDesk } from '../keys/key-desk.ts';
import { SigningKeys } from '../keys/signing-keys.ts';

import { atTheTerminal, done, operator, refused, UsageError } from './command.ts';
import type { Command, CommandContext } from './command.ts';

/** The thumbprint of a key (RFC 7638). */
const kidShape = /^[A-Za-z0-9_-]{43}$/;

/** Changing the keys that sign tokens. */
export const keyCommands: Readonly<Record<string, Command>> = {
  'keys rotate': {
    usage: 'keys rotate',
    says: 'Publishes new keys ahead of the schedule. Once every app has seen them they sign, by themselves.',
    run: rotate,
  },
  'keys retire': {
    usage: 'keys retire <kid> --reason compromised',
    says: 'Ends a key that is in the wrong hands. Nothing it signed is accepted again.',
    run: retire,
  },
};

async function rotate({ app, print }: CommandContext): Promise<number> {
  const result = await app.get(KeyDesk).rotate(operator);
  switch (result.kind) {
    case 'published':
      print(`Published ${result.kids.join(', ')}.`);
      print(`They sign by themselves soon after ${result.readyAt.toISOString()}.`);
      return done;
    case 'too-early':
      print(`Apps may not have seen the new keys yet. Ready at ${result.readyAt.toISOString()}.`);
      return refused;
    case 'promoted':
      print(
        `Signing with ${result.kids.join(', ')} from now on. The old keys stay published while their tokens live.`,
      );
      return done;
    default:
      return result satisfies never;
  }
}

async function retire({ app, args, print }: CommandContext): Promise<number> {
  // One key id in 64 begins with a dash, which would pass for an option.
  const kid = args.find((arg) => kidShape.test(arg));
  const options = { reason: { type: 'string' } } as const;
  const { values } = parseArgs({ args: args.filter((arg) => arg !== kid), options });
  if (kid === undefined) throw new UsageError('Say which key, by its id.');
  if (values.reason !== 'compromised')
    throw new UsageError('Say "--reason compromised": other keys retire by themselves.');
  const outcome = await app.get(SigningKeys).retireNow(kid, atTheTerminal);
  for (const line of report(outcome)) print(line);
  return outcome.kind === 'unknown-key' ? refused : done;
}

function report(outcome: EmergencyRetirement): string[] {
  switch (outcome.kind) {
    case 'retired':
      return [
        'Retired. The service refuses whatever it signed within 10 seconds.',
        ...(outcome.successor === null ? [] : [`Signing with ${outcome.successor} from now on.`]),
        'Apps that check tokens by themselves notice when they read the key set again.',
      ];
    case 'already-compromised':
      return ['This key was retired as compromised before. Nothing changed.'];
    case 'unknown-key':
      return ['There is no such key.'];
    default:
      return outcome satisfies never;
  }
}
