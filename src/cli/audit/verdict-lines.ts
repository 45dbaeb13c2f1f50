import type { Break, Verdict } from '../../audit/verdict.ts';
import { done, refused } from '../command.ts';

const meanings: Readonly<Record<Break, string>> = {
  changed: 'it is not what was sealed',
  missing: 'it was sealed and is not there',
  inserted: 'another entry stands in its place',
  'not-as-signed': 'a checkpoint vouches for a different history up to here',
  'cut-off': 'a checkpoint vouches for it and it is not there',
  'untrusted-checkpoint': 'a checkpoint is none, or no known key signed it',
  'untrusted-beginning':
    'what came before was removed, and no trusted signature says that it had its time',
};

/** Prints what a verification found, and returns the exit code for it. */
export function report(verdict: Verdict, print: (line: string) => void): number {
  if (verdict.kind === 'broken') {
    print(`Not as it was sealed. Entry ${verdict.at}, ${verdict.why}: ${meanings[verdict.why]}.`);
    return refused;
  }
  const { from, to, vouched, outside, unsealed } = verdict;
  if (from > 1) print(`Entries before ${from} have had their time; a signature says so.`);
  print(to < from ? 'No sealed entries.' : `Entries ${from} to ${to} are as they were sealed.`);
  print(
    `Checkpoints vouch for them up to entry ${vouched}, from outside the database up to ${outside}.`,
  );
  if (unsealed > 0) print(`Not sealed yet: ${unsealed}.`);
  return done;
}
