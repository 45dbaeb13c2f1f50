import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { MoreRegistrations } from '../../dev/more-registrations.ts';
import { Evidence, newPerson } from '../support/evidence.ts';
import { RunningClock } from '../support/fixed-clock.ts';
import { textOf } from '../support/household.ts';
import { Resident } from '../support/resident.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

/* A provider that can say when somebody signed in there must say that it was on this trip, or nothing is proved. */

let service: TestService;
let evidence: Evidence;
beforeAll(async () => {
  service = await startTestService({}, new RunningClock(), { more: new MoreRegistrations() });
  evidence = new Evidence(service);
});
afterAll(() => service.stop());

/** Somebody with an account at the city's own provider, at the page of a proof. */
async function atTheProof(): Promise<{ resident: Resident; person: string }> {
  const person = newPerson(service);
  const resident = new Resident(service);
  await resident.link('city', { person });
  await resident.open('/prove/export');
  return { resident, person };
}

async function prove({ browser }: Resident, decide: () => Promise<string>): Promise<string> {
  await browser.submit('/prove/export', { provider: 'city' });
  return (await browser.open(await decide())).url.pathname;
}

test.each(['missing', 'old'] as const)(
  'an ID token whose auth_time is %s proves nothing, calmly, and the next one may',
  async (authTime) => {
    const { resident, person } = await atTheProof();
    const stale = () => resident.decide({ person, options: { authTime } });
    expect(await prove(resident, stale)).toBe('/prove/export');
    expect(textOf(resident.page)).toContain('did not tell us that it asked you to sign in again');
    expect(await evidence.count('proof')).toBe(0);
    expect(await prove(resident, () => resident.decide({ person }))).not.toBe('/prove/export');
    expect(await evidence.count('proof')).toBe(1);
    await service.database.query('delete from civic.proof');
  },
);

test('a sign-in from before the trip is none of it, however short ago', async () => {
  const { resident, person } = await atTheProof();
  // The provider's clock is not moved, so that its sign-in is as old as this.
  await service.travel(60);
  expect(await prove(resident, () => resident.decide({ person }))).toBe('/prove/export');
  expect(await evidence.count('proof')).toBe(0);
  await service.travel(-60);
});

test('a trip that took long is fresh all the same', async () => {
  const { resident, person } = await atTheProof();
  const slow = async (): Promise<string> => {
    const callback = await resident.decide({ person });
    await service.travel(400);
    return callback;
  };
  expect(await prove(resident, slow)).not.toBe('/prove/export');
  expect(await evidence.count('proof')).toBe(1);
});
