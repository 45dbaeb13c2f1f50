import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../support/chromium.ts';
import { Resident } from '../support/resident.ts';
import { pageRoutesOf } from '../support/routes.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';
import { HostileSite } from './hostile-site.ts';
import { meet, Visitor } from './visitor.ts';

// What an attacker or bad luck can do between two browsers, two tabs or two sites: each ends on a calm page of ours,
// and nothing was written.

let service: TestService;
let browser: Browser;
let evil: HostileSite;
let victim: Visitor;
let before: string;

beforeAll(async () => {
  service = await startTestService();
  browser = await launchChromium();
  evil = await HostileSite.open();
});
afterAll(async () => {
  await browser.close();
  evil.close();
  await service.stop();
});

/** Everything that such an attack could have changed, in one value to compare. */
async function written(): Promise<string> {
  const tables = ['resident', 'link', 'pending_identity', 'proof', 'consent', 'app_grant'];
  const more = ['resident_session', 'deletion', 'support_code', 'policy_acceptance'];
  const counts = [...tables, ...more].map(
    (table) => `select '${table}' as name, count(*)::int as rows from civic.${table}`,
  );
  // Each five minutes the service looks by itself whether something has had its time.
  counts.push(`select 'ledger_entry', count(*)::int from civic.ledger_entry
    where (type, actor) is distinct from ('retention.run', 'retention')`);
  return JSON.stringify(await service.database.query(counts.join(' union all ')));
}

/** What is wrong when this is not a calm page with a heading and a way on, or something was written: nothing, if all is well. */
async function trouble(visitor: Visitor, heading?: string): Promise<string[]> {
  const { page, complaints } = visitor;
  const headings = await page.locator('h1').allTextContents();
  const ways = await page.locator('main a, main button').count();
  const isRight = headings.length === 1 && (heading === undefined || headings[0] === heading);
  return [
    ...complaints,
    ...(isRight ? [] : [`headed ${headings.join(', ')}`]),
    ...(ways > 0 ? [] : ['no way on']),
    ...((await written()) === before ? [] : ['something was written']),
  ];
}

describe('somebody signed in', () => {
  beforeEach(async () => {
    victim = await Visitor.arrive(service, browser, 'en');
    await victim.signIn('google');
    await victim.linkAnother('facebook');
    await victim.open('/account');
    before = await written();
  });
  afterEach(() => victim.leave());

  test('opens the address at which another resident would have finished a link', async () => {
    const mallory = new Resident(service);
    await mallory.link('google', { person: meet(service, 'Mallory') });
    await mallory.leaveFor('facebook');
    const address = await mallory.decide({ person: meet(service, 'Mallory') });
    before = await written();
    await victim.open(address);
    expect(await trouble(victim, victim.say('err.mismatch.h1'))).toEqual([]);
  });

  test('is led to our pages by links on another site, which begin nothing', async () => {
    for (const path of [
      '/link/google',
      '/prove/link?for=google',
      '/account/delete',
      '/account/data',
    ]) {
      await victim.open(evil.show(`<a href="${service.url}${path}">Go</a>`));
      await victim.follow(() => victim.page.click('a'));
      expect(new URL(victim.page.url()).origin).toBe(service.url);
      expect(await trouble(victim)).toEqual([]);
    }
  });

  test('has their browser fetch our addresses in advance or as pictures', async () => {
    const gets = pageRoutesOf(service).filter(({ method }) => method === 'GET');
    const addresses = [...gets.map(({ path }) => path.replace(/:\w+/g, 'google')), '/sign-out'];
    const tags = addresses.flatMap((path) => [
      `<link rel="prefetch" href="${service.url}${path}">`,
      `<img alt="" src="${service.url}${path}">`,
      `<iframe src="${service.url}${path}"></iframe>`,
    ]);
    await victim.open(evil.show(tags.join('')));
    await victim.page.waitForLoadState('networkidle');
    victim.complaints.length = 0;
    await victim.open('/account');
    expect(await trouble(victim, victim.say('links.h1'))).toEqual([]);
  });

  test('has every form of ours sent by another site', async () => {
    const posts = pageRoutesOf(service).filter(({ method, path }) => {
      return method === 'POST' && !path.startsWith('/oauth/');
    });
    const links = await service.database.query<{ id: string }>('select id from civic.link');
    const [link = { id: '' }] = links;
    for (const { path } of posts) {
      const address = service.url + path.replace(':link', link.id).replace(/:\w+/g, 'google');
      const form = `<form method="post" action="${address}"><input name="understood" value="yes"><button>Win</button></form>`;
      await victim.open(evil.show(form));
      await victim.follow(() => victim.page.click('button'));
      victim.complaints.length = 0;
      expect(await trouble(victim)).toEqual([]);
    }
  }, 120_000);
});

test('what somebody does on purpose would be seen', async () => {
  victim = await Visitor.arrive(service, browser, 'en');
  await victim.signIn();
  before = await written();
  await victim.press('common.nav.signout');
  expect(await written()).not.toBe(before);
  await victim.leave();
});

describe('somebody who is on the way to link an account', () => {
  const person = (): string => meet(service, 'Rosa D.');

  beforeEach(async () => {
    victim = await Visitor.arrive(service, browser, 'en');
    await victim.signIn('google');
  });
  afterEach(() => victim.leave());

  /** Out to Facebook, whose page waits for a click. */
  async function setOut(): Promise<void> {
    await victim.setOutToLink('facebook');
    await victim.press('consent.btn.agree', { provider: 'Facebook' });
  }

  const comeBack = (): Promise<void> =>
    victim.follow(() => victim.page.getByRole('button').first().click());

  test('signs in as somebody else in another tab, and comes back', async () => {
    await setOut();
    const other = await inAnotherTab();
    await other.press('common.nav.signout');
    await other.signIn('google', { person: person() });
    before = await written();
    await comeBack();
    expect(await trouble(victim, victim.say('err.mismatch.h1'))).toEqual([]);
  });

  test('signs out in another tab, and comes back', async () => {
    await setOut();
    await (await inAnotherTab()).press('common.nav.signout');
    before = await written();
    await comeBack();
    expect(await trouble(victim, victim.say('err.mismatch.h1'))).toEqual([]);
  });

  test('is away for so long that the session has ended', async () => {
    await victim.setOutToLink('facebook');
    await victim.travel('facebook', { person: person() });
    await service.travel(31 * 60);
    before = await written();
    await victim.pick('review.name.yes');
    await victim.press('review.btn.save');
    expect(await trouble(victim)).toEqual([]);
    await service.travel(-31 * 60);
  });

  test('says yes in one tab after it was said in another', async () => {
    await victim.setOutToLink('facebook');
    await victim.travel('facebook', { person: person() });
    const address = victim.page.url();
    const other = await inAnotherTab();
    await other.open(address);
    await victim.save();
    before = await written();
    await other.save();
    expect(await trouble(other)).toEqual([]);
  });

  test('presses every button twice', async () => {
    await victim.setOutToLink('facebook');
    await victim.travel('facebook', { person: person() });
    await victim.pick('review.name.yes');
    await twice('review.btn.save');
    expect(await links()).toBe(2);
    await victim.open('/account');
    await victim.press('links.btn.remove', { provider: 'Facebook', name: 'Rosa D.' });
    await twice('unlink.btn.yes');
    expect(await links()).toBe(1);
  });

  test('goes back to every page of the way after it has ended', async () => {
    await victim.setOutToLink('facebook');
    await victim.travel('facebook', { person: person() });
    await victim.save();
    before = await written();
    const found: string[] = [];
    for (let step = 0; step < 6; step += 1) {
      await victim.page.goBack();
      const isOurs = new URL(victim.page.url()).origin === service.url;
      if (isOurs) found.push(...(await trouble(victim)));
    }
    expect(found).toEqual([]);
  });

  async function inAnotherTab(): Promise<Visitor> {
    const tab = new Visitor(service, 'en', await victim.page.context().newPage());
    await tab.open('/account');
    return tab;
  }

  async function twice(key: 'review.btn.save' | 'unlink.btn.yes'): Promise<void> {
    const button = victim.page.getByRole('button', { name: victim.say(key), exact: true });
    await button.dblclick();
    await victim.page.waitForLoadState('networkidle');
    // Of two answers the second can still be on its way in.
    await victim.page.locator('h1').waitFor();
    expect(await victim.page.locator('h1').count()).toBe(1);
    expect(victim.complaints).toEqual([]);
  }

  /** How many links the resident who came last has. */
  async function links(): Promise<number> {
    const [row] = await service.database.query<{ rows: number }>(
      `select count(*)::int as rows from civic.link where resident_id =
         (select resident_id from civic.ledger_entry where type = 'resident.created' order by id desc limit 1)`,
    );
    return row?.rows ?? -1;
  }
});
