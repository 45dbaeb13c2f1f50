import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CityService } from '../support/city-service.ts';
import { formAgain, Household, textOf } from '../support/household.ts';
import { knock } from '../support/raw-http.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

let service: TestService;
let replica: TestService;
let parks: CityService;
let library: CityService;
beforeAll(async () => {
  service = await startTestService({ ACCESS_TOKEN_SECONDS: '420' });
  replica = await service.replica();
  parks = await CityService.register(service);
  library = await CityService.register(service, { name: 'Library Card' });
});
afterAll(async () => {
  parks.close();
  library.close();
  await service.stop();
});

const pathOf = (link: string): string => `/account/links/${link}/remove`;

/** Somebody with an account at each provider, signed in with the second. */
async function ofTwo(): Promise<Household> {
  const household = await Household.settle(service);
  await household.linkAnother();
  return household;
}

describe('who hears of a removed link', () => {
  test('is said before and after, with how long a token may go on where nobody asks', async () => {
    const household = await ofTwo();
    await parks.connect(household.resident);
    await library.connect(household.resident);
    const path = pathOf(await household.linkWith('google'));
    const asked = textOf(await household.resident.open(path));
    expect(asked).toContain('We tell these city services: Parks Pass and Library Card.');
    expect(asked).toContain('may go on with it for up to 7 minutes.');
    const done = await household.resident.browser.submit(path);
    expect([done.status, done.url.search]).toEqual([200, '']);
    expect(textOf(done)).toMatch(
      /We told these city services: (Parks Pass and Library Card|Library Card and Parks Pass)\./,
    );
    expect(textOf(done)).toContain('for up to 7 minutes.');
    const told = await service.database.query<{ app_id: string }>(
      `select app_id from civic.ledger_recipient where entry_id = $1 order by app_id`,
      [await household.entry('link.removed')],
    );
    expect(told.map(({ app_id: id }) => id)).toEqual([parks.id, library.id].toSorted());
  });

  test('is nobody when nothing is connected, and no page says otherwise', async () => {
    const household = await ofTwo();
    const path = pathOf(await household.linkWith('google'));
    expect((await household.resident.open(path)).text).not.toContain('We tell these');
    const done = await household.resident.browser.submit(path);
    expect(done.text).toContain('There was no city service to tell.');
  });
});

describe('a second click', () => {
  test('tells the same and does nothing again, and so does a reload; going back leads home', async () => {
    const household = await ofTwo();
    await parks.connect(household.resident);
    const path = pathOf(await household.linkWith('google'));
    const { browser } = household.resident;
    await household.resident.open(path);
    const asked = browser.page;
    const first = await browser.submit(path);
    browser.page = asked;
    const second = await browser.submit(path);
    expect([second.status, textOf(second)]).toEqual([200, textOf(first)]);
    expect(await household.ledger('link.removed')).toHaveLength(1);
    expect((await household.resident.open(path)).url.pathname).toBe('/account');
  });

  test('on the account somebody is signed in with ends on a calm page', async () => {
    const household = await ofTwo();
    const path = pathOf(await household.linkWith('facebook'));
    const { browser } = household.resident;
    await household.resident.open(path);
    const asked = browser.page;
    const first = await browser.submit(path);
    expect(textOf(first)).toContain('so you are signed out now.');
    expect(first.text).not.toContain('class="cl-nav"');
    browser.page = asked;
    const second = await browser.submit(path);
    expect([second.status, second.url.pathname]).toEqual([200, '/session-ended']);
    expect(second.text).not.toContain('do the last step again');
    expect(await household.ledger('link.removed')).toHaveLength(1);
  });

  test("on somebody else's removed link finds nothing", async () => {
    const [one, other] = [await ofTwo(), await ofTwo()];
    const [theirs, own] = [await one.linkWith('google'), await other.linkWith('google')];
    await one.resident.open(pathOf(theirs));
    await one.resident.browser.submit(pathOf(theirs));
    const page = await other.resident.open(pathOf(own));
    page.text = page.text.replaceAll(own, theirs);
    expect((await other.resident.browser.submit(pathOf(theirs))).status).toBe(404);
    expect((await other.resident.open(pathOf(theirs))).status).toBe(404);
  });
});

test('of the last two only one goes when both are removed at once, at two processes (I13)', async () => {
  for (let round = 0; round < 10; round += 1) {
    const household = await ofTwo();
    const links = [await household.linkWith('google'), await household.linkWith('facebook')];
    await household.resident.open('/account');
    const same = formAgain(household.resident);
    await Promise.all(
      links.map((link, position) => {
        const { address: at } = position === round % 2 ? service : replica;
        return knock(service, pathOf(link), { ...same, at });
      }),
    );
    const left = [await household.linkWith('google'), await household.linkWith('facebook')];
    expect(left.filter((link) => link !== '')).toHaveLength(1);
    expect(await household.ledger('link.removed')).toHaveLength(1);
  }
});
