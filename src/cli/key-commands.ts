import { SigningKeys } from '../keys/signing-keys.ts';
import { done, refused } from './command.ts';
import type { Command, CommandContext } from './command.ts';

/** Changing the keys that sign tokens. */
export const keyCommands: Readonly<Record<string, Command>> = {
  'keys rotate': {
    usage: 'keys rotate',
    says: 'Run it twice: first new keys are published, and once every app has seen them they sign.',
    run: rotate,
  },
};

async function rotate({ app, print }: CommandContext): Promise<number> {
  const result = await app.get(SigningKeys).rotate();
  switch (result.kind) {
    case 'published':
      print(`Published ${result.kids.join(', ')}.`);
      print(`Run this again after ${result.readyAt.toISOString()} to sign with them.`);
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
