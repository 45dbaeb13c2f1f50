/**
 * While keys change every 30 seconds, apps that cache the key set verify every living token, and nobody accepts what a
 * retired key signed; about 5 minutes.
 */
import { afterAll, describe, expect, test } from '@jest/globals';
import { handOver } from '../support/proof-figures.ts';
import { CachingVerifier } from '../support/rotation/caching-verifier.ts';
import { RotationTrial, tokenSeconds } from '../support/rotation/rotation-trial.ts';
import type { Pace } from '../support/rotation/rotation-trial.ts';
import { Thief } from '../support/rotation/thief.ts';
import { Traffic } from '../support/rotation/traffic.ts';
import type { Tally } from '../support/rotation/traffic.ts';
import { seed } from '../support/seeded.ts';

const pace: Pace = {
  rotateAfterSeconds: 30,
  publishAheadSeconds: 10,
  keepAfterSeconds: tokenSeconds + 15,
  looks: [1, 1],
};

/** Only one process looks after the keys, so that the other hears of it late. */
const oneSided = { ...pace, looks: [1, 3600] } as const;

interface Course {
  tally: Tally;
  thief: Thief;
  rotations: number;
}

let figures = {};
afterAll(() => handOver(figures));

/** Lets apps and a thief work at keys that change at this pace. */
async function play(keys: Pace, seconds: number): Promise<Course> {
  const trial = await RotationTrial.start(keys);
  try {
    const verifiers = trial.processes.flatMap((process) => [
      new CachingVerifier({ process, issuer: trial.service.url }),
      new CachingVerifier({ process, issuer: trial.service.url, cacheSeconds: 5 }),
    ]);
    const traffic = new Traffic(trial, verifiers, seed);
    const thief = new Thief(trial, verifiers);
    await Promise.all([traffic.run(seconds), thief.run(seconds)]);
    return { tally: traffic.tally, thief, rotations: await rotationsOf(trial) };
  } finally {
    await trial.stop();
  }
}

/** How often keys were replaced, all algorithms together. */
async function rotationsOf({ service }: RotationTrial): Promise<number> {
  const [row] = await service.database.query<{ count: number }>(
    'select count(*)::int as count from civic.signing_key where replaced_at is not null',
  );
  return row?.count ?? 0;
}

const total = (counts: Record<string, number>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

test(`for three minutes no good token is refused and no key is accepted after its end (seed ${seed})`, async () => {
  const { tally, thief, rotations } = await play(pace, 180);
  expect(tally.refused).toEqual({});
  expect(tally.verified).toBeGreaterThan(180 * 150);
  expect(rotations).toBeGreaterThanOrEqual(10);
  expect(thief.whileLive.accepted).toBe(thief.whileLive.asked);
  expect(thief.keysTried).toBeGreaterThanOrEqual(4);
  expect(thief.onceRetired.accepted).toBe(0);
  figures = {
    rotations,
    issued: tally.issued,
    verified: tally.verified,
    introspected: tally.introspected,
    'wrongly refused': total(tally.refused),
    'retired keys tried': thief.keysTried,
    'attempts with them': thief.onceRetired.asked,
    'wrongly accepted': thief.onceRetired.accepted,
  };
}, 240_000);

describe('the same apps do meet refusals', () => {
  test.each([
    ['a key signs as soon as it is published', { rotateAfterSeconds: 8, publishAheadSeconds: 0 }],
    ['a key is retired when it is replaced', { rotateAfterSeconds: 15, keepAfterSeconds: 0 }],
  ])(
    'when %s',
    async (_what, changed) => {
      const { tally } = await play({ ...oneSided, ...changed }, 25);
      expect(total(tally.refused)).toBeGreaterThan(0);
    },
    90_000,
  );
});
