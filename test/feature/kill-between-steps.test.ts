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
 * Left out unless CIVIC_ALL_BOUNDARIES=1: kills before a page is only looked at, which find the service as idle as
 * the kill after the answer before, and round trips to the database beyond a sample.
 * CIVIC_SEED=<number> repeats a sample.
 */

const everywhere = process.env.CIVIC_ALL_BOUNDARIES === '1';
const seed = Number(process.env.CIVIC_SEED ?? randomInt(2 ** 31));
const sampleSize = 12;
const patience = everywhere ? 1_800_000 : 240_000;

let world: CrashWorld;
let scripts: Script[];
const trials: Trial[] = [];

beforeAll(async () => {
  world = await CrashWorld.start();
  scripts = [];
  for (const stage of stages) scripts.push(await rehearse(world, stage));
}, 120_000);
afterAll(async () => {
  await world.stop();
  if (everywhere) process.stdout.write(`${JSON.stringify(figures())}\n`);
});

async function killAll(plan: readonly (readonly [Script, KillPoint])[]): Promise<Trial[]> {
  const played: Trial[] = [];
  for (const [script, point] of plan) played.push(await killAt(world, script, point));
  trials.push(...played);
  return played;
}

function mayMatter(script: Script, point: KillPoint): boolean {
  const isLook = /^GET (?!\/callback\/)/.test(labelOf(script, point));
  return point.moment === 'after' || point.channel === 'provider' || !isLook;
}

const harmful = (played: readonly Trial[]): Trial[] => played.filter(({ harm }) => harm.length > 0);

describe.each(stages)('killed in the middle of: $name', ({ name }) => {
  const script = (): Script => {
    const found = scripts.find(({ stage }) => stage.name === name);
    if (!found) throw new Error(`No script for ${name}.`);
    return found;
  };

  test(
    'at every request and every call to a provider, nothing is broken, and starting again works',
    async () => {
      const points = pointsOf(script(), ['browser', 'provider']);
      const chosen = points.filter((point) => everywhere || mayMatter(script(), point));
      const played = await killAll(chosen.map((point) => [script(), point] as const));
      expect(harmful(played)).toEqual([]);
      expect(played.filter(({ killed }) => !killed)).toEqual([]);
    },
    patience,
  );
});

test(
  `killed at ${everywhere ? 'every round trip' : 'a sample of round trips'} to the database (seed ${seed})`,
  async () => {
    const all = scripts.flatMap((script) =>
      pointsOf(script, ['database']).map((point) => [script, point] as const),
    );
    const plan = everywhere ? all : shuffled(all, seed).slice(0, sampleSize);
    const played = await killAll(plan);
    expect(harmful(played)).toEqual([]);
    expect(played.filter(({ killed }) => killed).length).toBeGreaterThan(played.length * 0.9);
  },
  patience,
);

/* A proof that cannot fail proves nothing. */
describe('the same kills are caught', () => {
  const startsTransaction = 'START TRANSACTION';
  let broken: CrashWorld;
  beforeAll(async () => {
    broken = await CrashWorld.start((query) => (query === startsTransaction ? ';' : query));
  }, 120_000);
  afterAll(() => broken.stop());

  test('when the transactions are taken away', async () => {
    const [firstSignIn] = scripts;
    if (!firstSignIn) throw new Error('No stage.');
    const trips = firstSignIn.messages.filter(({ channel }) => channel === 'database');
    const message = trips.findIndex(({ label }) => label === 'links.insert') + 1;
    const point = { channel: 'database', message, moment: 'after' } as const;
    const { killed, harm } = await killAt(broken, firstSignIn, point);
    expect(killed).toBe(true);
    expect(harm.join('\n')).toContain('I7: a link has its one entry');
  }, 60_000);
});

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
