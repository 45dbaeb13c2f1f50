import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CrashWorld } from '../support/crash/crash-world.ts';
import type { KillPoint } from '../support/crash/kill-switch.ts';
import { stages } from '../support/crash/stages.ts';
import { killAt, labelOf, pointsOf, rehearse, shuffled } from '../support/crash/trial.ts';
import type { Script, Trial } from '../support/crash/trial.ts';

/*
 * The service is killed (SIGKILL) before a message reaches whom it is for, or when it has had its effect and the
 * answer is still on its way: requests of the browser, calls to the provider, round trips to the database. The
 * resident starts again at a new process. Whatever happened, the invariants hold.
 *
 * Each run goes through a sample: of every stage some of the requests that may change something and of the calls to a
 * provider, and some of everything else (pages only looked at, round trips to the database). CIVIC_ALL_BOUNDARIES=1
 * goes through all of them, and CIVIC_SEED=<number> repeats a sample.
 */

type Planned = readonly [script: Script, point: KillPoint];

const everywhere = process.env.CIVIC_ALL_BOUNDARIES === '1';
const seed = Number(process.env.CIVIC_SEED ?? randomInt(2 ** 31));
const perStage = 3;
const sampleSize = 8;
const patience = everywhere ? 1_800_000 : 300_000;

let world: CrashWorld;
let points: Planned[];
const trials: Trial[] = [];

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
  if (everywhere) process.stdout.write(`${JSON.stringify(figures())}\n`);
});

describe.each(stages)('killed in the middle of: $name', ({ name }) => {
  test(
    `when something may change, nothing is broken, and starting again works (seed ${seed})`,
    async () => {
      const plan = points.filter(
        ([script, point]) => script.stage.name === name && mayChangeSomething(script, point),
      );
      const played = await killAll(everywhere ? plan : shuffled(plan, seed).slice(0, perStage));
      expect(played.length).toBeGreaterThan(1);
      expect(harmful(played)).toEqual([]);
      expect(played.filter(({ killed }) => !killed)).toEqual([]);
    },
    patience,
  );
});

test(
  `killed at ${everywhere ? 'every other message' : `${sampleSize} other messages`} (seed ${seed})`,
  async () => {
    const others = points.filter(([script, point]) => !mayChangeSomething(script, point));
    const played = await killAll(everywhere ? others : shuffled(others, seed).slice(0, sampleSize));
    expect(harmful(played)).toEqual([]);
    // Which statements run depends a little on what a process remembers: some points are not reached.
    expect(played.filter(({ killed }) => killed).length).toBeGreaterThan(played.length / 2);
  },
  patience,
);

test('the same kills do harm when the transactions are taken away', async () => {
  const broken = await CrashWorld.start((sql) => (sql === 'START TRANSACTION' ? ';' : sql));
  try {
    const [script, point] = pointAfter('first sign-in', 'links.insert');
    const { killed, harm } = await killAt(broken, script, point);
    expect(killed).toBe(true);
    expect(harm.join('\n')).toContain('after the kill: I7: a link has its one entry');
  } finally {
    await broken.stop();
  }
}, 120_000);

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

/** The point at which a round trip has had its effect. */
function pointAfter(stage: string, label: string): Planned {
  const found = points.find(
    ([script, point]) =>
      script.stage.name === stage && point.moment === 'after' && labelOf(script, point) === label,
  );
  if (!found) throw new Error(`${stage} never gets to ${label}.`);
  return found;
}

/** How many kills there were, by whom the service was talking to. */
function figures(): object {
  const killed = trials.filter((trial) => trial.killed);
  const of = (channel: string): number =>
    killed.filter(({ point }) => point.channel === channel).length;
  return {
    kills: killed.length,
    browser: of('browser'),
    provider: of('provider'),
    database: of('database'),
    harmful: harmful(trials).length,
    notReached: trials.length - killed.length,
  };
}
