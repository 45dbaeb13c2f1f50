/**
 * A receiver that is down for a day loses nothing, gets what happened to each resident in its order within a minute of being
 * back, and delays nobody else; about 3 minutes.
 */
import { afterAll, expect, test } from '@jest/globals';
import { judge, Outage } from '../support/outage.ts';
import { handOver } from '../support/proof-figures.ts';
import { seed } from '../support/seeded.ts';
import { startTestService } from '../support/service.ts';

const plan = { events: 10_000, residents: 2_000, hours: 24 };

let figures: Record<string, number> = {};
afterAll(() => handOver(figures));

test(`${plan.events} events, ${plan.hours} hours down (seed ${seed})`, async () => {
  const service = await startTestService({ API_PER_SECOND: '10000' });
  await service.replica();
  const outage = await Outage.begin(service, plan);
  await outage.last();
  const arrivals = await outage.end();
  const verdict = judge(arrivals, plan.events);
  expect(verdict).toEqual({ lost: 0, twice: 0, outOfOrder: 0 });
  expect(outage.catchUpMilliseconds).toBeLessThan(60_000);
  expect(judge(outage.meanwhile, plan.hours * 10)).toMatchObject({ lost: 0, outOfOrder: 0 });
  expect(outage.polled).toBe(plan.hours * 10);
  expect(outage.worstMilliseconds).toBeLessThan(5_000);
  await outage.verifySome();
  // The planted control: one taken away, and the rest turned round.
  const spoilt = judge(arrivals.slice(1).toReversed(), plan.events);
  expect(spoilt.lost).toBe(1);
  expect(spoilt.outOfOrder).toBeGreaterThan(plan.residents / 2);
  figures = {
    events: plan.events,
    'hours down': plan.hours,
    lost: verdict.lost,
    twice: verdict.twice,
    'residents out of order': verdict.outOfOrder,
    'all there after, ms': outage.catchUpMilliseconds,
    'longest wait of another receiver, ms': Math.round(outage.worstMilliseconds),
    'out of order in the control': spoilt.outOfOrder,
  };
  await outage.stop();
  await service.stop();
}, 900_000);
