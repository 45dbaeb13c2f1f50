import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Erasure } from '../../src/erasure/erasure.ts';
import { LinkRemoval } from '../../src/links/link-removal.ts';
import { Housekeeping } from '../../src/platform/jobs/housekeeping.ts';
import { Farewells } from '../../src/signals/farewells.ts';
import { Evidence, newPerson } from '../support/evidence.ts';
import { RunningClock } from '../support/fixed-clock.ts';
import { Household } from '../support/household.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';
import { staffMember } from '../support/staff.ts';
import { providerClients } from '../support/test-config.ts';
import { FacebookTells } from '../support/told.ts';

/* Who leaves Facebook here has left it there within minutes, and nobody waits for it. */

let service: TestService;
let evidence: Evidence;
beforeAll(async () => {
  service = await startTestService({}, new RunningClock());
  evidence = new Evidence(service);
});
afterAll(() => service.stop());

let count = 0;
let userId: string;
let home: Household;
beforeEach(async () => {
  await service.travel(86_400 * 2);
  await service.running.app.get(Housekeeping).runAll();
  count += 1;
  userId = `4000000000000000${100 + count}`;
  home = await Household.settle(service, 'google', newPerson(service, { subject: userId }));
  await home.linkAnother('facebook');
});

const farewells = (process = service): Farewells => process.running.app.get(Farewells);
const waiting = (): Promise<number> => evidence.count('farewell');
const calls = () =>
  service.simulator.requests.filter(
    ({ endpoint, url }) => endpoint === 'permissions' && url.includes(userId),
  );
const removal = (): LinkRemoval => service.running.app.get(LinkRemoval);

async function leave(): Promise<void> {
  await removal().byResident(home.residentId, await home.linkWith('facebook'));
}

describe('a Facebook link that ends', () => {
  test('by its resident is told to Facebook once, with the token of the app in a header', async () => {
    await leave();
    expect(await waiting()).toBe(1);
    expect(calls()).toEqual([]);
    expect(await farewells().sayWhatIsDue()).toBe(1);
    expect(await farewells().sayWhatIsDue()).toBe(0);
    expect(await waiting()).toBe(0);
    const [call] = calls();
    const { id, secret } = providerClients.facebook;
    expect(call).toMatchObject({ method: 'DELETE', tokenInUrl: false });
    expect(call?.headers.authorization).toBe(`Bearer ${id}|${secret}`);
    expect(call?.url).toMatch(new RegExp(`^/facebook/v26.0/${userId}/permissions\\?`));
    expect(call?.url).not.toContain(secret);
    expect(calls().length).toBe(1);
  });

  test('by staff, or with the whole record, is told as well', async () => {
    const linkId = await home.linkWith('facebook');
    await removal().byStaff({ ...staffMember('revoker'), linkId, reason: 'security' });
    const other = await Household.settle(service, 'facebook');
    await service.running.app.get(Erasure).eraseResident(other.residentId, 'resident');
    expect(await waiting()).toBe(2);
    expect(await farewells().sayWhatIsDue()).toBe(2);
    expect(calls().length).toBe(1);
  });

  test('because Facebook says so is not', async () => {
    const facebook = new FacebookTells(service);
    await facebook.post('deauthorize', facebook.request(userId));
    expect(await home.linkWith('facebook')).toBe('');
    expect(await waiting()).toBe(0);
  });

  test('goes whether or not what is sealed in it can be read', async () => {
    const linkId = await home.linkWith('facebook');
    await service.database.query("update civic.link set sealed_subject = 'broken' where id = $1", [
      linkId,
    ]);
    await leave();
    expect(await home.linkWith('facebook')).toBe('');
    expect(await waiting()).toBe(0);
  });

  test('and was linked again in the meantime is left alone', async () => {
    await home.signIn('google', home.resident);
    await leave();
    await home.linkAnother('facebook');
    expect(await home.linkWith('facebook')).not.toBe('');
    await farewells().sayWhatIsDue();
    expect(await waiting()).toBe(0);
    expect(calls()).toEqual([]);
  });

  test('and a Google link that ends is nobody’s business', async () => {
    await removal().byResident(home.residentId, await home.linkWith('google'));
    expect(await waiting()).toBe(0);
  });
});

describe('what Facebook has not heard', () => {
  test('is written down with the removal or not at all', async () => {
    await service.database.query(
      `create function civic_test.broken() returns trigger language plpgsql as
         $$ begin raise exception 'broken'; end $$;
       create trigger broken before insert on civic.farewell
         for each row execute function civic_test.broken()`,
    );
    await expect(leave()).rejects.toBeInstanceOf(Error);
    expect(await home.linkWith('facebook')).not.toBe('');
    await service.database.query('drop trigger broken on civic.farewell');
    await leave();
    expect(await waiting()).toBe(1);
  });

  test('is said by another process when the one that took it died over it', async () => {
    await leave();
    // As a process that was killed leaves it: taken, and nothing said.
    await service.database.query(
      "update civic.farewell set tries = 1, next_at = civic.now() + interval '1 minute'",
    );
    const replica = await service.replica();
    expect(await farewells(replica).sayWhatIsDue()).toBe(0);
    await service.travel(61);
    expect(await farewells(replica).sayWhatIsDue()).toBe(1);
    expect(calls().length).toBe(1);
  });

  test('is said by one of many processes', async () => {
    await leave();
    const replica = await service.replica();
    const said = await Promise.all([
      farewells().sayWhatIsDue(),
      farewells(replica).sayWhatIsDue(),
      farewells().sayWhatIsDue(),
    ]);
    expect(said.toSorted()).toEqual([0, 0, 1]);
    expect(calls().length).toBe(1);
  });

  test('is tried again, later and later, for a day and no longer', async () => {
    await leave();
    expect(await refusing(() => farewells().sayWhatIsDue())).toBe(0);
    expect(calls().length).toBe(1);
    expect(await waiting()).toBe(1);
    expect(await farewells().sayWhatIsDue()).toBe(0);
    await service.travel(59);
    expect(await farewells().sayWhatIsDue()).toBe(0);
    await service.travel(86_400);
    await service.running.app.get(Housekeeping).runAll();
    expect(await farewells().sayWhatIsDue()).toBe(0);
    expect(await waiting()).toBe(0);
  });

  test('is tried after twice the time each turn, from a minute to an hour, and not after a day', async () => {
    await leave();
    const minutes = [1, 2, 4, 8, 16, 32, ...Array<number>(22).fill(60)];
    await refusing(async () => {
      await farewells().sayWhatIsDue();
      for (const [turn, wait] of minutes.entries()) {
        await service.travel(wait * 60 - 10);
        await farewells().sayWhatIsDue();
        expect(calls().length).toBe(turn + 1);
        await service.travel(10);
        await farewells().sayWhatIsDue();
        expect(calls().length).toBe(turn + 2);
      }
      await service.travel(3600);
      await farewells().sayWhatIsDue();
      expect(calls().length).toBe(minutes.length + 1);
    });
    await service.running.app.get(Housekeeping).runAll();
    expect(await waiting()).toBe(0);
  });

  test('never keeps a resident waiting: the removal is done while Facebook does not answer', async () => {
    const { simulator } = service;
    await leave();
    await simulator.close();
    const began = Date.now();
    expect(await farewells().sayWhatIsDue()).toBe(0);
    expect(Date.now() - began).toBeLessThan(6000);
    expect(await waiting()).toBe(1);
    const [row] = await service.database.query<{ text: string }>(
      'select row_to_json(f)::text as text from civic.farewell f',
    );
    expect(row?.text).not.toContain(userId);
    expect(service.log()).not.toContain(userId);
  });
});

/** While Facebook knows our app under another secret. */
async function refusing<T>(work: () => Promise<T>): Promise<T> {
  const client = providerClients.facebook;
  const { secret } = client;
  client.secret = 'changed';
  try {
    return await work();
  } finally {
    client.secret = secret;
  }
}
