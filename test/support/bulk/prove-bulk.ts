import { afterAll, describe, expect, test } from '@jest/globals';
import { violations } from '../invariants.ts';
import { handOver } from '../proof-figures.ts';
import { randomFrom, seed } from '../seeded.ts';
import { BulkTrial } from './bulk-trial.ts';
import type { Rewrite } from '../crash/database-proxy.ts';

/** How many links there are, how often their plan is killed, and how long that may take, in milliseconds. */
export interface Campaign {
  links: number;
  kills: number;
  patience: number;
}

/** Each statement alone, and long enough between the link and the rest for a kill to come there. */
const withoutTransactions: Rewrite = (sql) =>
  sql === 'begin'
    ? ';'
    : sql.replace(
        /^delete from civic\.link .* returning /,
        (removal) => `${removal} (select pg_sleep(0.4)) as moment, `,
      );

/** Killed in the middle of that moment. */
const control = { links: 16, kills: 3, after: () => 200 };

/** Declares the tests: however often it is killed, a plan is carried out exactly. */
export function proveBulk({ links, kills, patience }: Campaign): void {
  let figures = {};
  afterAll(() => handOver(figures));

  describe(`a plan that is killed with -9 (seed ${seed})`, () => {
    test(
      'goes on where it was: exactly its links, each with one entry',
      async () => {
        const trial = await BulkTrial.start(links);
        try {
          await killOften(trial, { links, kills });
          const harm = await trial.harm();
          expect(harm).toEqual([]);
          expect(await violations((sql) => trial.service.database.query(sql))).toEqual([]);
          expect(trial.kills).toBe(kills);
          figures = { links, kills: trial.kills, 'with harm': harm.length };
        } finally {
          await trial.stop();
        }
      },
      patience,
    );

    test('comes to harm when the transactions are taken away', async () => {
      const trial = await BulkTrial.start(control.links, withoutTransactions);
      try {
        await killOften(trial, control);
        expect(trial.kills).toBe(control.kills);
        expect(await trial.harm()).not.toEqual([]);
      } finally {
        await trial.stop();
      }
    }, 120_000);
  });
}

/** Kills at random places of the plan, and lets the last process finish. */
async function killOften(
  trial: BulkTrial,
  { links, kills, after }: Pick<Campaign, 'links' | 'kills'> & { after?: () => number },
): Promise<void> {
  const random = randomFrom(seed);
  const anywhere = () => Math.floor(random() * 12);
  // The last part is left, so that every process that is killed has something to do.
  const places = Array.from({ length: kills }, () => Math.floor(random() * links * 0.7));
  for (const place of places.toSorted((one, other) => one - other)) {
    await trial.killAt(place, (after ?? anywhere)());
  }
  await trial.finish();
}
