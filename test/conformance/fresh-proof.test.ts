import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Simulator } from '../../dev/simulator/simulator.ts';
import { other, comeBack, serviceOf, startProviders } from './harness.ts';

/* Whoever proves something was asked by the provider on this very trip, where the provider can say so. */

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startProviders();
});
beforeEach(() => simulator.reset());
afterAll(() => simulator.close());

type Id = 'city' | 'microsoft' | 'linkedin' | 'login-gov';

/** A trip that is a proof or is not, and how it ended. */
async function travel(
  id: Id,
  { isProof, authTime }: { isProof: boolean; authTime?: 'missing' | 'old' },
): Promise<string> {
  const { providers } = serviceOf([other(id)(simulator)]);
  simulator.next({ person: 'ana', outcome: 'approve', ...(authTime && { authTime }) });
  let verifier = '';
  const remember = async (made: string): Promise<string> => {
    verifier = made;
    return 'state';
  };
  const url = new URL(String(await providers.begin(id, { remember, language: 'en', isProof })));
  const shape = await comeBack({ url, verifier, state: 'state' });
  if (shape?.kind !== 'code') throw new Error('No code came back.');
  const returned = isProof ? { ...shape, provedWithin: 5 } : shape;
  const outcome = await providers.finish(id, returned, verifier);
  await providers.onModuleDestroy();
  return outcome.kind;
}

test.each([
  ['city', undefined, 'identity'],
  ['city', 'missing', 'not-fresh'],
  ['city', 'old', 'not-fresh'],
  ['microsoft', undefined, 'identity'],
  ['microsoft', 'old', 'not-fresh'],
  ['login-gov', undefined, 'identity'],
  ['linkedin', undefined, 'identity'],
] as const)('a proof at %s with the time of sign-in %s is %s', async (id, authTime, ending) => {
  expect(await travel(id, { isProof: true, authTime })).toBe(ending);
});

test.each(['missing', 'old'] as const)(
  'a sign-in is none, whatever it says of the time (%s)',
  async (authTime) => {
    expect(await travel('city', { isProof: false, authTime })).toBe('identity');
  },
);
