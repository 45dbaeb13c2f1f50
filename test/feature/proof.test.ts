import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CityService } from '../support/city-service.ts';
import { Evidence, newPerson } from '../support/evidence.ts';
import { proofCallback, signedInAt, signOut } from '../support/proving.ts';
import { Resident } from '../support/resident.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

let service: TestService;
let evidence: Evidence;
beforeAll(async () => {
  service = await startTestService();
  evidence = new Evidence(service);
});
afterAll(() => service.stop());

const placeOf = ({ page }: Resident): string => page.url.pathname + page.url.search;
const linksMade = async (): Promise<number> => (await evidence.ledger('link.created')).length;

describe('linking another account', () => {
  test('begins with a fresh proof, leads on from it, and uses it up', async () => {
    const { resident, person } = await signedInAt(service, 'google');
    await resident.open('/link/facebook');
    expect(placeOf(resident)).toBe('/prove/link?for=facebook');
    expect(resident.page.text).toContain('Pat Doe');
    await resident.prove();
    expect(placeOf(resident)).toBe('/link/facebook');
    expect(await evidence.count('proof')).toBe(1);
    const [link] = (await evidence.links()).slice(-1);
    const [entry] = (await evidence.ledger('proof.made')).slice(-1);
    expect(entry).toMatchObject({ resident_id: link?.resident_id, link_id: link?.id });
    await resident.travel('facebook', { person });
    await resident.confirm();
    expect(placeOf(resident)).toMatch(/^\/link\/done\//);
    expect(await evidence.count('proof')).toBe(0);
    await resident.open('/link/google');
    expect(placeOf(resident)).toBe('/prove/link?for=google');
  });

  test('a first sign-in needs none', async () => {
    const before = (await evidence.ledger('proof.made')).length;
    await signedInAt(service, 'facebook');
    expect(await evidence.ledger('proof.made')).toHaveLength(before);
  });

  test('is not begun by a form that was open longer than the proof was good for', async () => {
    const { resident } = await signedInAt(service, 'google');
    await resident.open('/link/facebook');
    await resident.prove();
    await service.travel(301);
    const before = await evidence.count('flow');
    await resident.browser.submit('/link/facebook');
    expect(placeOf(resident)).toBe('/prove/link?for=facebook');
    expect(await evidence.count('flow')).toBe(before);
  });

  test('a proof is looked at again at the yes; the account waits while another is made', async () => {
    const { resident } = await signedInAt(service, 'google');
    const { pathname } = (await resident.travel('facebook', { person: newPerson(service) })).url;
    const before = await linksMade();
    await service.travel(301);
    await resident.browser.submit(pathname, { decision: 'save', save_name: 'yes' });
    expect(placeOf(resident)).toBe(`/prove/link?for=${pathname.split('/')[3]}`);
    expect(await linksMade()).toBe(before);
    await resident.prove();
    expect(placeOf(resident)).toBe(pathname);
    await resident.confirm();
    expect(await linksMade()).toBe(before + 1);
  });

  test('four minutes later a proof still counts', async () => {
    const { resident } = await signedInAt(service, 'google');
    const { pathname } = (await resident.travel('facebook', { person: newPerson(service) })).url;
    await service.travel(290);
    await resident.browser.submit(pathname, { decision: 'save', save_name: 'yes' });
    expect(placeOf(resident)).toMatch(/^\/link\/done\//);
  });

  test('two yeses at once have one proof, and one of them has done nothing', async () => {
    const { resident } = await signedInAt(service, 'google');
    const pages = [
      await resident.travel('facebook', { person: newPerson(service) }),
      await resident.travel('google', { person: newPerson(service) }),
    ];
    const before = await linksMade();
    const copy = new Resident(service);
    for (const [name, value] of resident.browser.cookiesOf(service.url)) {
      copy.browser.cookiesOf(service.url).set(name, value);
    }
    const answers = await Promise.all(
      pages.map((page, index) => {
        const { browser } = index === 0 ? resident : copy;
        browser.page = page;
        const yes = { decision: 'save', save_name: 'yes' };
        return browser.submit(page.url.pathname, yes, { follow: false });
      }),
    );
    const targets = answers.map(({ headers }) => String(headers.location));
    expect(targets.filter((target) => target.startsWith('/link/done/'))).toHaveLength(1);
    expect(await linksMade()).toBe(before + 1);
  });

  test('keeps the city service waiting that sent the resident here', async () => {
    const parks = await CityService.register(service);
    const { resident } = await signedInAt(service, 'google');
    const asked = (await resident.open(parks.authorizeUrl({ prompt: 'consent' }))).url.pathname;
    const request = asked.split('/')[2];
    await resident.open(`/link/facebook?r=${request}`);
    expect(placeOf(resident)).toBe(`/prove/link?for=facebook&r=${request}`);
    await resident.prove();
    expect(placeOf(resident)).toBe(`/link/facebook?r=${request}`);
    parks.close();
  });
});

describe('a proof is good for nothing else', () => {
  test.each(['export', 'erase'])('one for "%s" links nothing', async (action) => {
    const { resident } = await signedInAt(service, 'google');
    await resident.open(`/prove/${action}`);
    await resident.prove();
    expect(await evidence.count('proof')).toBeGreaterThan(0);
    await resident.open('/link/facebook');
    expect(placeOf(resident)).toBe('/prove/link?for=facebook');
  });

  test.each([
    ['export', '/account/data'],
    ['erase', '/account/delete'],
    ['link?for=facebook', '/link/facebook'],
  ])('one for "%s" leads to %s, and whoever has it is not asked again', async (goal, page) => {
    const { resident } = await signedInAt(service, 'google');
    await resident.open(`/prove/${goal}`);
    await resident.prove();
    expect(placeOf(resident)).toBe(page);
    await resident.open(`/prove/${goal}`);
    expect(placeOf(resident)).toBe(page);
  });

  test('another session of the same resident has none', async () => {
    const { resident, person } = await signedInAt(service, 'google');
    await resident.open('/prove/link?for=facebook');
    await resident.prove();
    const elsewhere = new Resident(service);
    await elsewhere.travel('google', { person });
    await elsewhere.open('/link/facebook');
    expect(placeOf(elsewhere)).toBe('/prove/link?for=facebook');
    expect((await resident.open('/link/facebook')).url.pathname).toBe('/link/facebook');
  });

  test('it ends with its session', async () => {
    const { resident, person } = await signedInAt(service, 'google');
    await resident.open('/prove/link?for=facebook');
    await resident.prove();
    const before = await evidence.count('proof');
    await signOut(resident);
    expect(await evidence.count('proof')).toBe(before - 1);
    await resident.travel('google', { person });
    await resident.open('/link/facebook');
    expect(placeOf(resident)).toBe('/prove/link?for=facebook');
  });

  test('it ends with the link it was made through', async () => {
    const { resident, person } = await signedInAt(service, 'facebook');
    await resident.link('google', { person });
    const callback = await proofCallback(
      { resident, person },
      '/prove/link?for=google',
      'facebook',
    );
    await resident.open(callback);
    expect(placeOf(resident)).toBe('/link/google');
    const { text } = await resident.open('/account');
    const [facebook = ''] = /\/account\/links\/[\w-]+\/remove/.exec(text) ?? [];
    await resident.open(facebook);
    await resident.browser.submit(facebook);
    expect(resident.page.text).toContain('We removed your Facebook link');
    await resident.open('/link/google');
    expect(placeOf(resident)).toBe('/prove/link?for=google');
  });
});

describe('C-19 in two tabs', () => {
  test('linking in one ends what was proved in the other, and leaves its trip alone', async () => {
    const { resident, person } = await signedInAt(service, 'google');
    await resident.open('/prove/export');
    await resident.prove();
    const callback = await proofCallback({ resident, person }, '/prove/erase', 'google');
    await resident.link('facebook', { person });
    await resident.open('/prove/export');
    expect(placeOf(resident)).toBe('/prove/export');
    await resident.open(callback);
    expect(placeOf(resident)).toBe('/account/delete');
  });

  test('two proofs that come back at once are both noted, and the browser stays signed in', async () => {
    const known = await signedInAt(service, 'google');
    const { resident } = known;
    const callbacks = [
      await proofCallback(known, '/prove/export', 'google'),
      await proofCallback(known, '/prove/erase', 'google'),
    ];
    const answers = await Promise.all(
      callbacks.map((address) => resident.browser.open(address, { follow: false })),
    );
    // Only one answer may change the secret, or the browser could keep the one that is no longer good.
    const changed = answers.filter(({ headers }) =>
      String(headers['set-cookie']).includes('__Host-civic-session='),
    );
    expect(changed).toHaveLength(1);
    // Of this resident: those of others may be deleted meanwhile, when their time is over.
    const noted = await service.database.query<{ action: string }>(
      `select action from civic.proof where resident_id =
         (select resident_id from civic.proof order by proved_at desc limit 1)`,
    );
    expect(noted.map(({ action }) => action).toSorted()).toEqual(['erase', 'export']);
    expect((await resident.open('/account')).url.pathname).toBe('/account');
  });
});
