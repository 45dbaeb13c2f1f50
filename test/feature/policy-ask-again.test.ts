import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  acceptedBy,
  newestResident,
  passDays,
  policyEntries,
  publishIn,
} from '../support/policy-versions.ts';
import { deleteEverything } from '../support/fresh-proof.ts';
import { Resident } from '../support/resident.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

/*
 * A version that asks again: whoever has not agreed to it is asked before anything new is collected, and only then.
 */

let service: TestService;
let ana: Resident;
let id: string;
beforeEach(async () => {
  service = await startTestService();
  ana = new Resident(service);
  await ana.link();
  id = await newestResident(service);
});
afterEach(() => service.stop());

const agree = { decision: 'yes' };
const decline = { decision: 'no' };

/** A new version begins, and the resident comes back days later at another browser. */
async function comeBack(changes: object = {}): Promise<void> {
  await publishIn(service, 1, changes);
  await passDays(service, 2);
  ana = new Resident(service);
}

const at = ({ page }: Resident): string => page.url.pathname + page.url.search;

describe('at the next sign-in', () => {
  test('the resident reads what changed, agrees, and is not asked again', async () => {
    await comeBack();
    await ana.travel('google');
    expect(at(ana)).toBe('/policy/changed');
    for (const words of ['City services see less.', 'href="/privacy"', 'href="/privacy/1"']) {
      expect(ana.page.text).toContain(words);
    }
    expect(await policyEntries(service, id)).toEqual({});
    await ana.browser.submit('/policy/changed', agree);
    expect(at(ana)).toBe('/account');
    expect(await acceptedBy(service, id)).toEqual([1, 2]);
    expect(await policyEntries(service, id)).toEqual({ 'policy.accepted 2': 1 });
    ana = new Resident(service);
    await ana.travel('google');
    expect(at(ana)).toBe('/account');
  });

  test('a version that does not ask again asks nobody', async () => {
    await comeBack({ asksAgain: false });
    await ana.travel('google');
    expect(at(ana)).toBe('/account');
    expect(await acceptedBy(service, id)).toEqual([1]);
  });

  test('whoever missed two versions sees both changes, and agrees to the newest once', async () => {
    await publishIn(service, 0, {
      en: { changes: ['First news.', 'More.'] },
      es: { changes: ['Uno.', 'Más.'] },
    });
    await comeBack({ asksAgain: false });
    await passDays(service, 1);
    await ana.travel('google');
    expect(ana.page.text).toMatch(/First news\.[^]*City services see less\./);
    await ana.browser.submit('/policy/changed', agree);
    expect(await acceptedBy(service, id)).toEqual([1, 3]);
  });

  test('a double click, and a yes in two tabs, are one yes', async () => {
    await comeBack();
    await ana.travel('google');
    const other = ana.page;
    await Promise.all([
      ana.browser.submit('/policy/changed', agree),
      ana.browser.submit('/policy/changed', agree),
    ]);
    ana.browser.page = other;
    await ana.browser.submit('/policy/changed', agree);
    expect(at(ana)).toBe('/account');
    expect(await policyEntries(service, id)).toEqual({ 'policy.accepted 2': 1 });
  });

  test('a yes to a page that is too old is noted as what it was, and asks again', async () => {
    await comeBack();
    await ana.travel('google');
    await publishIn(service, 0);
    await service.travel(1);
    await ana.browser.submit('/policy/changed', agree);
    expect(at(ana)).toBe('/policy/changed');
    expect(await acceptedBy(service, id)).toEqual([1, 2]);
    await ana.browser.submit('/policy/changed', agree);
    expect([at(ana), await acceptedBy(service, id)]).toEqual(['/account', [1, 2, 3]]);
  });

  test('only a plain yes is one, and a made-up version counts for the one that holds', async () => {
    await comeBack();
    await ana.travel('google');
    const { page } = ana;
    await ana.browser.submit('/policy/changed', { decision: 'perhaps' });
    expect(at(ana)).toBe('/policy/declined');
    ana.browser.page = page;
    await ana.browser.submit('/policy/changed', { ...agree, policy: '99' });
    expect([at(ana), await acceptedBy(service, id)]).toEqual(['/account', [1, 2]]);
  });
});

describe('after a no', () => {
  beforeEach(async () => {
    await comeBack();
    await ana.travel('google');
    await ana.browser.submit('/policy/changed', decline);
  });

  test('the page says what still works, and the other pages do', async () => {
    expect(at(ana)).toBe('/policy/declined');
    expect(ana.page.text).toContain('What you can still do');
    expect(await policyEntries(service, id)).toEqual({ 'policy.declined 2': 1 });
    for (const path of ['/account', '/account/apps', '/account/delete', '/privacy']) {
      await ana.open(path);
      expect([at(ana), ana.page.status]).toEqual([path, 200]);
    }
  });

  test('no other account can be linked until a yes, and then as ever', async () => {
    await ana.open('/link/facebook');
    expect(at(ana)).toBe('/policy/changed');
    await ana.browser.submit('/policy/changed', agree);
    await ana.open('/link/facebook');
    expect(at(ana)).toBe('/prove/link?for=facebook');
  });

  test('a name can be deleted, and no new one is asked for or saved', async () => {
    const [link] = await service.database.query<{ id: string }>('select id from civic.link');
    const path = `/account/links/${link?.id}/name`;
    await ana.open(path);
    await ana.browser.submit(`${path}/drop`);
    expect(ana.page.text).toContain('We deleted the name.');
    await ana.browser.submit(`${path}/ask`);
    expect(at(ana)).toBe('/policy/changed');
  });

  test('deleting everything works', async () => {
    await deleteEverything(ana);
    expect(await service.database.query('select 1 from civic.resident')).toEqual([]);
  });

  test('a no after a yes in another tab takes nothing back', async () => {
    await ana.open('/policy/changed');
    const { page } = ana;
    await ana.browser.submit('/policy/changed', agree);
    ana.browser.page = page;
    await ana.browser.submit('/policy/changed', decline);
    expect(at(ana)).toBe('/account');
    expect(await policyEntries(service, id)).toMatchObject({ 'policy.declined 2': 1 });
  });
});

test('an open form to link another account leads to the question, and collects nothing', async () => {
  await ana.open('/link/facebook');
  await ana.prove();
  expect(at(ana)).toBe('/link/facebook');
  await publishIn(service, 0);
  await service.travel(1);
  const flows = 'select 1 from civic.flow where consumed_at is null';
  await ana.browser.submit('/link/facebook');
  expect(at(ana)).toBe('/policy/changed');
  expect(await service.database.query(flows)).toEqual([]);
});

test('a name that changed at the provider is not even held before a yes', async () => {
  const held = 'select 1 from civic.pending_identity';
  const renamed = { outcome: 'name-changed' };
  await comeBack();
  await ana.travel('google', renamed);
  expect([at(ana), await service.database.query(held)]).toEqual(['/policy/changed', []]);
  await ana.browser.submit('/policy/changed', agree);
  ana = new Resident(service);
  await ana.travel('google', renamed);
  expect(await service.database.query(held)).toHaveLength(1);
});

test('no new name is fetched or saved before a yes', async () => {
  const [link] = await service.database.query<{ id: string }>('select id from civic.link');
  const path = `/account/links/${link?.id}/name`;
  await ana.open(path);
  const { page } = ana;
  await ana.browser.submit(`${path}/ask`);
  await ana.browser.open(await ana.decide({ outcome: 'name-changed' }));
  const review = ana.page;
  await publishIn(service, 0);
  await service.travel(1);
  await ana.browser.submit(review.url.pathname, { decision: 'save' });
  expect(at(ana)).toBe('/policy/changed');
  ana.browser.page = page;
  await ana.browser.submit(`${path}/ask`);
  expect(at(ana)).toBe('/policy/changed');
  const renamed = `select 1 from civic.ledger_entry where type = 'link.renamed'`;
  expect(await service.database.query(renamed)).toEqual([]);
});

test('nobody who is not signed in is asked, and no other site can say yes', async () => {
  await comeBack();
  await ana.open('/policy/changed');
  expect(at(ana)).toBe('/');
  await ana.travel('google');
  const forged = { headers: { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' } };
  const answer = await ana.browser.submit('/policy/changed', agree, forged);
  expect([answer.status, await acceptedBy(service, id)]).toEqual([403, [1]]);
});
