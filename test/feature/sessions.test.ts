import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Housekeeping } from '../../src/platform/jobs/housekeeping.ts';
import type { Page } from '../support/browser.ts';
import { CityService } from '../support/city-service.ts';
import { Household, textOf } from '../support/household.ts';
import type { Resident } from '../support/resident.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

let service: TestService;
let parks: CityService;
beforeAll(async () => {
  service = await startTestService();
  parks = await CityService.register(service);
});
afterAll(async () => {
  parks.close();
  await service.stop();
});

const list = '/account/sessions';

const endPaths = ({ text }: Page): string[] =>
  [...text.matchAll(/action="(\/account\/sessions\/[^"]+\/end)"/g)].map(([, path = '']) => path);
const cardsOn = ({ text }: Page): string[] =>
  [...text.matchAll(/<li class="cl-card">(.*?)<\/li>/gs)].map(([, card = '']) =>
    textOf({ text: card }),
  );

async function isIn(resident: Resident): Promise<boolean> {
  return (await resident.open('/account/apps')).url.pathname === '/account/apps';
}

describe('the list of sessions', () => {
  test('says of each with what, since when, last seen when, and whether it is this one', async () => {
    const household = await Household.settle(service);
    await household.signIn('google', undefined, { shared: 'yes' });
    const cards = cardsOn(await household.resident.open(list));
    expect(cards).toHaveLength(2);
    const [here = ''] = cards.filter((card) => card.includes('This browser'));
    const [there = ''] = cards.filter((card) => card !== here);
    expect(here).toMatch(/Signed in with Google.*Shared computer No$/);
    expect(there).toMatch(/Signed in on \w+ .* Last seen on \w+ .* Shared computer Yes/);
    expect(there).toContain('Sign out the browser last seen on');
  });

  test('has none but the living ones of the resident who asks', async () => {
    const [one, other] = [await Household.settle(service), await Household.settle(service)];
    const gone = await one.signIn();
    await gone.open('/account');
    await gone.browser.submit('/sign-out');
    const page = await one.resident.open(list);
    expect([cardsOn(page).length, endPaths(page)]).toEqual([1, []]);
    expect(page.text).toContain('You are signed in only here.');
    const [theirs] = await service.database.query<{ id: string }>(
      'select id from civic.resident_session where resident_id = $1',
      [other.residentId],
    );
    expect(page.text).not.toContain(theirs?.id);
  });

  test('keeps no address and no kind of browser', async () => {
    const columns = await service.database.query<{ name: string }>(
      `select column_name as name from information_schema.columns
       where table_schema = 'civic' and table_name = 'resident_session'`,
    );
    expect(
      columns.map(({ name }) => name).filter((name) => /ip|address|agent|device/.test(name)),
    ).toEqual([]);
  });
});

describe('ending a session elsewhere', () => {
  test('ends that one at once, with what apps saw through it, and says so in the ledger', async () => {
    const household = await Household.settle(service);
    const elsewhere = await household.signIn();
    const brief = await parks.connect(elsewhere, { scope: 'openid' });
    const [path = ''] = endPaths(await household.resident.open(list));
    const page = await household.resident.browser.submit(path);
    expect(page.text).toContain('We signed out the other browser.');
    expect(cardsOn(page)).toHaveLength(1);
    expect((await elsewhere.open('/account')).url.pathname).toBe('/session-ended');
    expect(elsewhere.page.text).toContain('This sign-in was ended.');
    expect((await parks.introspect(brief.accessToken)).json).toEqual({ active: false });
    expect(await household.ledger('session.ended')).toMatchObject([{ detail: { sessions: 1 } }]);
  });

  test('twice changes nothing and says the same', async () => {
    const household = await Household.settle(service);
    await household.signIn();
    const { browser } = household.resident;
    const [path = ''] = endPaths(await household.resident.open(list));
    const asked = browser.page;
    await browser.submit(path);
    browser.page = asked;
    const again = await browser.submit(path);
    expect(again.text).toContain('We signed out the other browser.');
    expect(await household.ledger('session.ended')).toHaveLength(1);
  });

  test('of somebody else, of one that never was, or of this very one, looks like none at all', async () => {
    const [one, other] = [await Household.settle(service), await Household.settle(service)];
    await one.signIn();
    const [path = ''] = endPaths(await one.resident.open(list));
    const ids = await service.database.query<{ id: string }>(
      'select id from civic.resident_session where resident_id = any($1::uuid[])',
      [[other.residentId, one.residentId]],
    );
    const strangers = [
      ...ids.map(({ id }) => id).filter((id) => !path.includes(id)),
      '00000000-0000-4000-8000-000000000000',
      'x',
    ];
    expect(strangers).toHaveLength(4);
    for (const id of strangers) {
      await one.resident.open(list);
      const form = one.resident.page;
      form.text = form.text.replaceAll(path, `/account/sessions/${id}/end`);
      const answer = await one.resident.browser.submit(`/account/sessions/${id}/end`);
      expect([id, answer.status]).toEqual([id, 404]);
    }
    expect(await isIn(other.resident)).toBe(true);
    expect(await one.ledger('session.ended')).toEqual([]);
  });

  test('all of them at once keeps this one only', async () => {
    const household = await Household.settle(service);
    const others = [await household.signIn(), await household.signIn()];
    await household.resident.open(list);
    const page = await household.resident.browser.submit('/account/sessions/end-others');
    expect(page.text).toContain('You are signed out everywhere else.');
    expect([
      await isIn(household.resident),
      await isIn(others[0]!),
      await isIn(others[1]!),
    ]).toEqual([true, false, false]);
    expect(await household.ledger('session.ended')).toMatchObject([{ detail: { sessions: 2 } }]);
  });

  test('of two that end each other at once exactly one stays', async () => {
    for (let round = 0; round < 5; round += 1) {
      const household = await Household.settle(service);
      const other = await household.signIn();
      const both = [household.resident, other];
      for (const one of both) await one.open(list);
      await Promise.all(
        both.map((one) =>
          one.browser.submit('/account/sessions/end-others', {}, { follow: false }),
        ),
      );
      const alive = [await isIn(both[0]!), await isIn(both[1]!)];
      expect(alive.filter(Boolean)).toHaveLength(1);
    }
  });

  test.each(['x', 'others', '00000000-0000-4000-8000-000000000000'])(
    'an address that says %s was done is not believed',
    async (done) => {
      const household = await Household.settle(service);
      await household.signIn();
      const page = await household.resident.open(`${list}?done=${done}`);
      expect(page.text).not.toMatch(/We signed out|You are signed out/);
    },
  );
});

test('a session that ended goes from the table within the hour, and none stays beyond twelve', async () => {
  const household = await Household.settle(service);
  const rows = async (): Promise<number> => {
    await service.running.app.get(Housekeeping).runAll();
    const found = await service.database.query(
      'select 1 from civic.resident_session where resident_id = $1',
      [household.residentId],
    );
    return found.length;
  };
  await service.travel(31 * 60);
  expect(await rows()).toBe(1);
  await service.travel(60 * 60);
  expect(await rows()).toBe(0);
});
