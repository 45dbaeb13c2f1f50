import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Simulator } from '../../dev/simulator/simulator.ts';
import { facebook, google, serviceOf, startProviders, travel } from './harness.ts';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startProviders();
});
afterAll(() => simulator.close());

test('while Google hangs, Facebook goes on as if nothing were', async () => {
  const { providers } = serviceOf([google(simulator), facebook(simulator)]);
  simulator.next({ provider: 'google', person: 'ana', outcome: 'hang-token', times: 200 });
  simulator.next({ provider: 'facebook', person: 'ana', outcome: 'approve', times: 10 });
  const stuck = Array.from({ length: 200 }, () => travel(providers, 'google'));
  const begun = performance.now();
  for (let time = 0; time < 10; time++) {
    expect(await travel(providers, 'facebook')).toMatchObject({ kind: 'identity' });
  }
  expect(performance.now() - begun).toBeLessThan(1_000);
  expect(await Promise.all(stuck)).toEqual(stuck.map(() => ({ kind: 'unavailable' })));
});
