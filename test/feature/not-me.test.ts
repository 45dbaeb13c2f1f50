import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CityService } from '../support/city-service.ts';
import { formAgain, Household, textOf } from '../support/household.ts';
import { knock } from '../support/raw-http.ts';
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

const doubtOf = (entry: string): string => `/account/activity/${entry}/not-me`;

/** Opens the page that asks, and says yes on it. */
async function deny({ resident }: Household, entry: string) {
  await resident.open(doubtOf(entry));
  return resident.browser.submit(doubtOf(entry));
}

const isIn = async ({ resident }: Pick<Household, 'resident'>): Promise<boolean> =>
  (await resident.open('/account/apps')).url.pathname === '/account/apps';

describe('"this was not me" about a link', () => {
  test('says what it will do, then removes it and ends every session, and flags it for staff', async () => {
    const household = await Household.settle(service);
    await household.linkAnother();
    const elsewhere = await household.signIn();
    const entry = await household.entry('link.created');
    const asked = await household.resident.open(doubtOf(entry));
    expect(textOf(asked)).toContain(
      'If you go on: We remove your Facebook link. No one can sign in here with it any more.',
    );
    const facebook = await household.linkWith('facebook');
    const done = await deny(household, entry);
    expect([done.status, textOf(done)]).toEqual([
      200,
      expect.stringMatching(
        /We signed you out everywhere We removed your Facebook link\. .* Call us at 311\. Give us the help code\. .* Help code: [0-9A-Z-]+\./,
      ),
    ]);
    expect(done.text).not.toContain('class="cl-nav"');
    expect(await household.linkWith('facebook')).toBe('');
    expect(await household.linkWith('google')).not.toBe('');
    expect([await isIn(household), await isIn({ resident: elsewhere })]).toEqual([false, false]);
    expect(await household.ledger('activity.disavowed')).toMatchObject([
      { detail: { entry: Number(entry), event: 'link.created' } },
    ]);
    expect(await household.ledger('link.removed')).toMatchObject([
      { detail: { reason: 'security' } },
    ]);
    const flagged = await service.database.query(
      `select 1 from civic.ledger_entry where type = 'activity.disavowed' and link_id = $1`,
      [facebook],
    );
    expect(flagged).toHaveLength(1);
  });

  test('keeps the only one and says so plainly (I13)', async () => {
    const household = await Household.settle(service);
    const entry = await household.entry('resident.signed-in');
    const asked = await household.resident.open(doubtOf(entry));
    expect(asked.text).toContain('Your Google link stays, because it is your only way to sign in.');
    const done = await deny(household, entry);
    expect(done.text).toContain('Your Google link is still there');
    expect(await household.linkWith('google')).not.toBe('');
    expect(await isIn(household)).toBe(false);
    await household.signIn('google', household.resident);
    expect(await isIn(household)).toBe(true);
  });

  test('of one that is gone already still ends the sessions', async () => {
    const household = await Household.settle(service);
    await household.linkAnother();
    const entry = await household.entry('link.created');
    const path = `/account/links/${await household.linkWith('facebook')}/remove`;
    await household.signIn('google', household.resident);
    await household.resident.open(path);
    await household.resident.browser.submit(path);
    expect((await household.resident.open(doubtOf(entry))).text).toContain('is gone already');
    expect((await deny(household, entry)).status).toBe(200);
    expect(await isIn(household)).toBe(false);
    expect(await household.ledger('link.removed')).toHaveLength(1);
  });

  test('ends what lives without a session when it was signed in with that link, and nothing else', async () => {
    const household = await Household.settle(service);
    const byGoogle = await parks.connect(household.resident);
    await household.linkAnother();
    const library = await CityService.register(service);
    const byFacebook = await library.connect(household.resident);
    const brief = await parks.connect(household.resident, { scope: 'openid' });
    await deny(household, await household.entry('link.created'));
    const isActive = async (app: CityService, token: string) =>
      (await app.introspect(token)).json.active;
    expect(await isActive(parks, byGoogle.accessToken)).toBe(true);
    expect(await isActive(library, byFacebook.accessToken)).toBe(false);
    expect(await isActive(parks, brief.accessToken)).toBe(false);
    expect((await library.refresh(byFacebook.refreshToken)).status).toBe(400);
    library.close();
  });
});

describe('"this was not me" about something else', () => {
  test('a city service is disconnected, with all its grants', async () => {
    const household = await Household.settle(service);
    const { accessToken, refreshToken } = await parks.connect(household.resident);
    const entry = await household.entry('consent.given');
    expect((await household.resident.open(doubtOf(entry))).text).toContain(
      'We disconnect Parks Pass.',
    );
    expect((await deny(household, entry)).text).toContain('We disconnected Parks Pass.');
    expect((await parks.introspect(accessToken)).json).toEqual({ active: false });
    expect((await parks.refresh(refreshToken)).status).toBe(400);
    expect(await household.ledger('consent.withdrawn')).toHaveLength(1);
  });

  test('a wish to be erased is taken back, so that nobody else can have a record deleted', async () => {
    const household = await Household.settle(service);
    await household.resident.open('/account/delete/later');
    await household.resident.browser.submit('/account/delete/later', { understood: 'yes' });
    const entry = await household.entry('erasure.requested');
    const asked = await household.resident.open(doubtOf(entry));
    expect(asked.text).toContain('We do not delete your record.');
    expect((await deny(household, entry)).text).toContain('We will not delete your record.');
    expect(await household.ledger('erasure.cancelled')).toHaveLength(1);
    const waiting = await service.database.query(
      'select 1 from civic.deletion where resident_id = $1 and cancelled_at is null',
      [household.residentId],
    );
    expect(waiting).toEqual([]);
  });

  test('a code for the help desk opens nothing any more', async () => {
    const household = await Household.settle(service);
    await household.resident.open('/account/support-code');
    await household.resident.browser.submit('/account/support-code');
    const codes = (): Promise<unknown[]> =>
      service.database.query('select 1 from civic.support_code where resident_id = $1', [
        household.residentId,
      ]);
    expect(await codes()).toHaveLength(1);
    const done = await deny(household, await household.entry('support-code.made'));
    expect(done.text).toContain('The code for the help desk does not work any more.');
    expect(await codes()).toEqual([]);
  });

  test('what nothing can be taken away for ends the sessions alone', async () => {
    const household = await Household.settle(service);
    await household.signIn();
    await household.resident.open('/account/sessions');
    await household.resident.browser.submit('/account/sessions/end-others');
    const done = await deny(household, await household.entry('session.ended'));
    expect(done.text).toContain('We signed you out everywhere');
    expect(await household.linkWith('google')).not.toBe('');
    expect(await isIn(household)).toBe(false);
  });
});

describe('a second click', () => {
  test('after the first lands on the same page and does nothing again', async () => {
    const household = await Household.settle(service);
    await household.linkAnother();
    const entry = await household.entry('link.created');
    const { browser } = household.resident;
    await household.resident.open(doubtOf(entry));
    const asked = browser.page;
    const first = await browser.submit(doubtOf(entry));
    browser.page = asked;
    const second = await browser.submit(doubtOf(entry));
    expect(second.status).toBe(200);
    const words = (page: { text: string }): string => textOf(page).replace(/Help code: \S+/, '');
    expect(words(second)).toBe(words(first));
    expect(await household.ledger('activity.disavowed')).toHaveLength(1);
    expect(await household.ledger('link.removed')).toHaveLength(1);
  });

  test('together with the first does it once, at either replica', async () => {
    const replica = await service.replica();
    for (let round = 0; round < 5; round += 1) {
      const household = await Household.settle(service);
      await household.linkAnother();
      const entry = await household.entry('link.created');
      await household.resident.open(doubtOf(entry));
      const same = formAgain(household.resident);
      const answers = await Promise.all(
        [service, replica, service, replica].map(({ address: at }) =>
          knock(service, doubtOf(entry), { ...same, at }),
        ),
      );
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
      expect(answers.every(({ text }) => text.includes('We removed your Facebook link.'))).toBe(
        true,
      );
      expect(await household.ledger('activity.disavowed')).toHaveLength(1);
    }
  });
});

describe('nothing happens', () => {
  test('to an entry of somebody else, to none, and to what nobody can deny', async () => {
    const [one, other] = [await Household.settle(service), await Household.settle(service)];
    await one.linkAnother();
    const good = await one.entry('link.created');
    const wrong = [
      await other.entry('resident.signed-in'),
      await one.entry('resident.created'),
      await one.entry('flow.consumed'),
      '999999999',
      '0',
      'x',
      '9'.repeat(40),
    ];
    for (const entry of wrong) {
      expect([entry, (await one.resident.open(doubtOf(entry))).status]).toEqual([entry, 404]);
      const page = await one.resident.open(doubtOf(good));
      page.text = page.text.replaceAll(doubtOf(good), doubtOf(entry));
      const answer = await one.resident.browser.submit(doubtOf(entry));
      expect([entry, answer.status]).toEqual([entry, 404]);
    }
    expect([await isIn(one), await isIn(other)]).toEqual([true, true]);
    expect(await one.ledger('activity.disavowed')).toEqual([]);
  });

  test('by looking at the page', async () => {
    const household = await Household.settle(service);
    await household.resident.open(doubtOf(await household.entry('resident.signed-in')));
    expect(await isIn(household)).toBe(true);
  });

  test('when the session has ended for another reason: the page says to do it again', async () => {
    const household = await Household.settle(service);
    await household.linkAnother();
    const entry = await household.entry('link.created');
    await household.resident.open(doubtOf(entry));
    await service.travel(31 * 60);
    const page = await household.resident.browser.submit(doubtOf(entry));
    expect(page.url.pathname).toBe('/session-ended');
    expect(page.text).toContain('Please do the last step again.');
    expect(await household.linkWith('facebook')).not.toBe('');
    expect(await household.ledger('activity.disavowed')).toEqual([]);
  });

  test('to strangers', async () => {
    const household = await Household.settle(service);
    const entry = await household.entry('resident.signed-in');
    const cookies = household.resident.browser.cookiesOf(service.url);
    await household.resident.open(doubtOf(entry));
    cookies.delete('__Host-civic-session');
    expect((await household.resident.open(doubtOf(entry))).url.pathname).toBe('/');
  });
});
