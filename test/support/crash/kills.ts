import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Figures } from '../../../dev/proofs/figures.ts';
import { handOver } from '../proof-figures.ts';
import { seed, shuffled } from '../seeded.ts';
import { CrashWorld } from './crash-world.ts';
import type { KillPoint } from './kill-switch.ts';
import { stages } from './stages.ts';
import { killAt, labelOf, pointsOf, rehearse } from './trial.ts';
import type { Script, Trial } from './trial.ts';

type Planned = readonly [script: Script, point: KillPoint];

/** How many points of every stage may be killed at, and of everything else; all of them for the proof. */
export interface KillPlan {
  readonly perStage: number;
  readonly others: number;
  /** How long one test may take, in milliseconds. */
  readonly patience: number;
}

let world: CrashWorld;
let points: Planned[];
const trials: Trial[] = [];

/**
 * Declares the tests: the service is killed (SIGKILL) before a message reaches whom it is for, or when it has had its
 * effect and the answer is still on its way. The resident starts again at a new process. Whatever happened, the
 * invariants hold.
 */
export function proveKills({ perStage, others, patience }: KillPlan): void {
  beforeAll(async () => {
    world = await CrashWorld.start();
    points = [];
    for (const stage of stages) {
      const script = await rehearse(world, stage);
      points.push(...pointsOf(script).map((point) => [script, point] as const));
    }
  }, 120_000);
  afterAll(async () => {
    await world.stop();
    handOver(figures());
  });

  describe.each(stages)('killed in the middle of: $name', ({ name }) => {
    test(
      `when something may change, nothing is broken, and starting again works (seed ${seed})`,
      async () => {
        const plan = points.filter(
          ([script, point]) => script.stage.name === name && mayChangeSomething(script, point),
        );
        const played = await killAll(shuffled(plan, seed).slice(0, perStage));
        expect(played.length).toBeGreaterThan(1);
        expect(harmful(played)).toEqual([]);
        expect(played.filter(({ killed }) => !killed)).toEqual([]);
      },
      patience,
    );
  });

  test(
    `killed at ${Number.isFinite(others) ? others : 'all'} other messages (seed ${seed})`,
    async () => {
      const rest = points.filter(([script, point]) => !mayChangeSomething(script, point));
      const played = await killAll(shuffled(rest, seed).slice(0, others));
      expect(harmful(played)).toEqual([]);
      // Which statements run depends a little on what a process remembers: some points are not reached.
      expect(played.filter(({ killed }) => killed).length).toBeGreaterThan(played.length / 2);
    },
    patience,
  );

  test('the same kills do harm when the transactions are taken away', async () => {
    const broken = await CrashWorld.start((sql) => (sql === 'begin' ? ';' : sql));
    try {
      const [script, point] = pointAfter('first sign-in', 'links.insert');
      const { killed, harm } = await killAt(broken, script, point);
      expect(killed).toBe(true);
      expect(harm.join('\n')).toContain('after the kill: I7: a link has its one entry');
    } finally {
      await broken.stop();
    }
  }, 120_000);
}

function mayChangeSomething(script: Script, point: KillPoint): boolean {
  if (point.channel === 'database') return false;
  return point.channel === 'provider' || !/^GET (?!\/callback\/)/.test(labelOf(script, point));
}

async function killAll(plan: readonly Planned[]): Promise<Trial[]> {
  const played: Trial[] = [];
  for (const [script, point] of plan) played.push(await killAt(world, script, point));
  trials.push(...played);
  return played;
}

function harmful(played: readonly Trial[]): Trial[] {
  return played.filter(({ harm }) => harm.length > 0);
}

/** Where the first round trip with a label has had its effect, however many others work that goes on by itself puts before. */
function pointAfter(stage: string, label: string): Planned {
  const found = points.find(
    ([script, point]) => script.stage.name === stage && labelOf(script, point) === label,
  );
  if (!found) throw new Error(`${stage} never gets to ${label}.`);
  const [script, { channel }] = found;
  return [script, { channel, label, message: 1, moment: 'after' }];
}

/** How many kills there were, by whom the service was talking to. */
function figures(): Figures {
  const killed = trials.filter((trial) => trial.killed);
  const of = (channel: string): number =>
    killed.filter(({ point }) => point.channel === channel).length;
  return {
    kills: killed.length,
    browser: of('browser'),
    provider: of('provider'),
    database: of('database'),
    'with harm': harmful(trials).length,
    'points not reached': trials.length - killed.length,
  };
}
