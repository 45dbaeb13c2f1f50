import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Figures } from '../../../dev/proofs/figures.ts';
import { handOver } from '../proof-figures.ts';
import { Resident } from '../resident.ts';
import { seed } from '../seeded.ts';
import type { Contest, Ending, Verdict } from './contest.ts';
import { contestNames, enrolAll } from './contests.ts';
import type { ContestName } from './contests.ts';
import { RaceTrack } from './race-track.ts';
import type { Rewrite } from '../crash/database-proxy.ts';
import { Referee } from './referee.ts';
import { selectThenUpdate } from './select-then-update.ts';

/** How many pairs race in each contest, and how long one contest may take, in milliseconds. */
export interface Programme {
  readonly pairs: Record<ContestName, number>;
  readonly patience: number;
}

interface Judged {
  contest: Contest;
  referee: Referee;
}

const controlPairs = 20;

let track: RaceTrack;
let resident: Resident;
const held: Partial<Record<ContestName, Verdict[]>> = {};

/** Declares the tests: of two who use the same thing at once, at two processes, only one gets something new. */
export function proveRaces({ pairs, patience }: Programme): void {
  beforeAll(async () => {
    track = await RaceTrack.start();
    resident = new Resident(track.service);
    await resident.link();
  }, 120_000);
  afterAll(async () => {
    handOver(figures());
    await track.stop();
  });

  describe(`raced for at two processes (seed ${seed})`, () => {
    const referees = prepared();
    test.each(contestNames)(
      '%s is used once',
      async (name) => {
        const { referee, contest } = referees(name);
        await referee.hold(pairs[name]);
        held[name] = referee.verdicts;
        const { verdict, trace } = contest.expected;
        expect(counted(referee.verdicts)).toEqual({ [verdict]: pairs[name] });
        expect(await referee.traces()).toEqual([{ count: pairs[name], ...trace }]);
      },
      patience,
    );
  });

  describe('raced for at two processes that select, then update', () => {
    const referees = prepared(selectThenUpdate);
    test.each(contestNames)('%s is used twice, and the referee says so', async (name) => {
      const { referee } = referees(name);
      await referee.hold(controlPairs);
      expect(referee.verdicts.join()).toContain('two winners');
    });
  });
}

/** Prepares two processes and a referee for every contest between them. */
function prepared(rewrite?: Rewrite): (name: ContestName) => Judged {
  const judged = new Map<ContestName, Judged>();
  beforeAll(async () => {
    const contests = await enrolAll(resident);
    const rivals = await track.rivals(rewrite);
    for (const [name, contest] of contests) {
      judged.set(name, { contest, referee: new Referee(contest, rivals, seed) });
    }
  }, 120_000);
  return (name) => judged.get(name) as Judged;
}

function counted(verdicts: readonly Verdict[]): Partial<Record<Verdict, number>> {
  const counts: Partial<Record<Verdict, number>> = {};
  for (const verdict of verdicts) counts[verdict] = (counts[verdict] ?? 0) + 1;
  return counts;
}

function endings(verdicts: readonly Verdict[], ending: Ending): number {
  return verdicts.filter((verdict) => verdict.startsWith(ending)).length;
}

function figures(): Figures {
  const all = Object.values(held).flat();
  const perContest = Object.entries(held).map(([name, { length }]) => [name, length] as const);
  return {
    pairs: all.length,
    ...Object.fromEntries(perContest),
    'two winners': endings(all, 'two winners'),
    'no winner': endings(all, 'no winner'),
    'server errors': endings(all, 'a server error'),
  };
}
