import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Simulator } from '../../dev/simulator/simulator.ts';
import { days, hours } from '../../src/kernel/duration.ts';
import { Providers } from '../../src/providers/providers.ts';
import { TestClock } from '../support/fixed-clock.ts';
import { impatient, other, startProviders } from './harness.ts';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startProviders();
});
beforeEach(() => simulator.reset());
afterAll(() => simulator.close());

const asked = () => simulator.requests.filter(({ endpoint }) => endpoint === 'discovery').length;

/** Where a browser would be sent; null where nobody knows. */
const goTo = (providers: Providers, id: string, isProof = false) =>
  providers.begin(id, { remember: () => Promise.resolve('state'), language: 'en', isProof });

test('what a provider says of itself is asked again in the background, and kept for a day', async () => {
  const own = await startProviders();
  const clock = new TestClock();
  const providers = new Providers([other('city')(own)], { clock, limits: impatient });
  const count = () => own.requests.filter(({ endpoint }) => endpoint === 'discovery').length;
  expect(count()).toBe(0);
  for (let time = 0; time < 3; time += 1) await goTo(providers, 'city');
  expect(count()).toBe(1);
  clock.travel(hours(1));
  expect(await goTo(providers, 'city')).not.toBeNull();
  while (count() < 2) await new Promise(setImmediate);
  await own.close();
  clock.travel(hours(23));
  expect(await goTo(providers, 'city')).not.toBeNull();
  clock.travel(days(1));
  expect(await goTo(providers, 'city')).toBeNull();
  await providers.onModuleDestroy();
});

test('many who go there at once wait for one answer', async () => {
  const providers = new Providers([other('city')(simulator)], {
    clock: new TestClock(),
    limits: impatient,
  });
  const addresses = await Promise.all(Array.from({ length: 15 }, () => goTo(providers, 'city')));
  expect(addresses).not.toContain(null);
  expect(asked()).toBe(1);
  await providers.onModuleDestroy();
});

test.each([
  ['microsoft', 'login', null],
  ['city', 'login', '0'],
  ['login-gov', 'select_account', null],
  ['linkedin', null, null],
  ['github', 'select_account', null],
] as const)(
  'a proof asks %s for the password, as far as it can be asked',
  async (id, prompt, age) => {
    const providers = new Providers([other(id)(simulator)], {
      clock: new TestClock(),
      limits: impatient,
    });
    const { searchParams } = new URL(String(await goTo(providers, id, true)));
    expect([searchParams.get('prompt'), searchParams.get('max_age')]).toEqual([prompt, age]);
    await providers.onModuleDestroy();
  },
);
