import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Simulator } from '../../dev/simulator/simulator.ts';
import { exchangeLimits } from '../../src/platform/outgoing/limits.ts';
import { facebook, google, serviceOf, startProviders, travel } from './harness.ts';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startProviders();
});
afterAll(() => simulator.close());

test('UP-15 while Google hangs, Facebook goes on as if nothing were', async () => {
  const patient = { ...exchangeLimits, total: 3_000 };
  const { providers } = serviceOf([google(simulator), facebook(simulator)], patient);
  simulator.next({ provider: 'google', person: 'ana', outcome: 'hang-token', times: 200 });
  simulator.next({ provider: 'facebook', person: 'ana', outcome: 'approve', times: 10 });
  const stuck = Promise.all(Array.from({ length: 200 }, () => travel(providers, 'google')));
  const ten = Array.from({ length: 10 }, () => travel(providers, 'facebook'));
  const first = await Promise.race([stuck, Promise.all(ten)]);
  expect(first.map((ended) => ended?.kind)).toEqual(ten.map(() => 'identity'));
  expect(new Set((await stuck).map((ended) => ended?.kind))).toEqual(new Set(['unavailable']));
});
