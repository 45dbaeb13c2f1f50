import { expect, test } from '@jest/globals';
import { judge, Outage } from '../support/outage.ts';
import { startTestService } from '../support/service.ts';

/* A sample of `npm run proof delivery`. */

test('a receiver that was down for hours gets everything in order, and delays nobody', async () => {
  const plan = { events: 200, residents: 40, hours: 4 };
  const service = await startTestService({ API_PER_SECOND: '10000' });
  await service.replica();
  const outage = await Outage.begin(service, plan);
  await outage.last();
  const arrivals = await outage.end();
  expect(judge(arrivals, plan.events)).toEqual({ lost: 0, twice: 0, outOfOrder: 0 });
  expect(judge(outage.meanwhile, plan.hours * 10)).toMatchObject({ lost: 0, outOfOrder: 0 });
  expect(outage.polled).toBe(plan.hours * 10);
  expect(outage.worstMilliseconds).toBeLessThan(5_000);
  const spoilt = judge(arrivals.slice(1).toReversed(), plan.events);
  expect([spoilt.lost, spoilt.outOfOrder > 0]).toEqual([1, true]);
  await outage.stop();
  await service.stop();
}, 60_000);
