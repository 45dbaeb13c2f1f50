import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CityService } from '../support/city-service.ts';
import { Evidence, newPerson } from '../support/evidence.ts';
import { publishIn } from '../support/policy-versions.ts';
import { signedInAt, signOut } from '../support/proving.ts';
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

interface Named {
  resident: Resident;
  person: string;
  linkId: string;
  /** The page of the choice. */
  path: string;
}

/** Somebody signed in with Google, whose name is saved. */
async function named(): Promise<Named> {
  const { resident, person } = await signedInAt(service, 'google');
  const linkId = (await evidence.links()).at(-1)?.id ?? '';
  return { resident, person, linkId, path: `/account/links/${linkId}/name` };
}

async function saved(linkId: string): Promise<{ hasName: boolean; hasIndex: boolean } | undefined> {
  const [row] = await service.database.query<{ hasName: boolean; hasIndex: boolean }>(
    `select sealed_name is not null as "hasName", name_index is not null as "hasIndex"
     from civic.link where id = $1`,
    [linkId],
  );
  return row;
}

const renamings = async (linkId: string): Promise<unknown[]> => {
  const rows = await service.database.query<{ detail: { nameKept: boolean } }>(
    `select detail from civic.ledger_entry where type = 'link.renamed' and link_id = $1 order by id`,
    [linkId],
  );
  return rows.map(({ detail }) => detail.nameKept);
};

/** Goes to the provider for the name, and comes back. */
async function askFor({ resident, path, person }: Named, outcome = 'approve', as = person) {
  await resident.open(path);
  await resident.browser.submit(`${path}/ask`);
  return resident.browser.open(await resident.decide({ person: as, outcome }));
}

async function drop({ resident, path }: Named): Promise<void> {
  await resident.open(path);
  await resident.browser.submit(`${path}/drop`);
}

/** Signs in again, and the provider has another name by now. */
async function comeBackRenamed({ resident, person }: Named): Promise<void> {
  await signOut(resident);
  await resident.travel('google', { person, outcome: 'name-changed' });
}

const noticeOf = (text: string): string =>
  /\/account\/links\/[\w-]+\/new-name\/[\w-]+/.exec(text)?.[0] ?? '';

describe('keeping only the user ID', () => {
  test('deletes the name at once, with what it could be found by', async () => {
    const one = await named();
    expect((await one.resident.open('/account')).text).toContain('Pat Doe');
    await drop(one);
    expect(one.resident.page.text).toContain('We deleted the name.');
    expect(await saved(one.linkId)).toEqual({ hasName: false, hasIndex: false });
    expect(await renamings(one.linkId)).toEqual([false]);
    expect((await one.resident.open('/account')).text).not.toContain('Pat Doe');
  });

  test('twice is noted once', async () => {
    const one = await named();
    await one.resident.open(one.path);
    const page = one.resident.page;
    await Promise.all([1, 2].map(() => one.resident.browser.submit(`${one.path}/drop`)));
    one.resident.browser.page = page;
    await one.resident.browser.submit(`${one.path}/drop`);
    expect(one.resident.page.text).toContain('We deleted the name.');
    expect(await renamings(one.linkId)).toEqual([false]);
  });

  test('is no business of anybody else', async () => {
    const [one, other] = [await named(), await named()];
    expect((await other.resident.open(one.path)).status).toBe(404);
    await other.resident.open(other.path);
    const token = /name="_csrf" value="([^"]+)"/.exec(other.resident.page.text)?.[1] ?? '';
    for (const act of ['name/drop', 'name/ask', `new-name/${one.linkId}`]) {
      const answer = await other.resident.browser.open(`/account/links/${one.linkId}/${act}`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', origin: service.url },
        body: new URLSearchParams({ _csrf: token, decision: 'save' }).toString(),
      });
      expect(answer.status).toBe(404);
    }
    expect(await saved(one.linkId)).toEqual({ hasName: true, hasIndex: true });
  });
});

describe('getting the name back', () => {
  test('shows it first, and saves it on a yes', async () => {
    const one = await named();
    await drop(one);
    const shown = await askFor(one);
    expect(shown.url.pathname).toMatch(/\/new-name\/[\w-]{36}$/);
    expect(shown.text).toContain('Pat Doe');
    expect(await saved(one.linkId)).toEqual({ hasName: false, hasIndex: false });
    await one.resident.browser.submit(shown.url.pathname, { decision: 'save' });
    expect(one.resident.page.text).toContain('We saved the name.');
    expect(await saved(one.linkId)).toEqual({ hasName: true, hasIndex: true });
    expect(await renamings(one.linkId)).toEqual([false, true]);
    expect(await evidence.count('pending_identity')).toBe(0);
    expect((await one.resident.open('/account')).text).toContain('Pat Doe');
  });

  test('changes nothing on a no', async () => {
    const one = await named();
    const shown = await askFor(one, 'name-changed');
    expect(shown.text).toContain('Pat Doe (new)');
    await one.resident.browser.submit(shown.url.pathname, { decision: 'keep' });
    expect(await evidence.count('pending_identity')).toBe(0);
    const account = await one.resident.open('/account');
    expect(account.text).toContain('Pat Doe');
    expect(account.text).not.toContain('(new)');
    expect(await renamings(one.linkId)).toEqual([]);
  });

  test.each([
    ['approve', 'Google sent the same name.'],
    ['name-null', 'Google did not send a name.'],
    ['deny', 'You said no on Google’s page'],
  ])('with nothing to save after %s, says so', async (outcome, words) => {
    const one = await named();
    expect((await askFor(one, outcome)).text).toContain(words);
    expect(one.resident.page.url.pathname).toBe(one.path);
    expect(await evidence.count('pending_identity')).toBe(0);
  });

  test('needs that very account, not another one of the same resident', async () => {
    const one = await named();
    const second = newPerson(service, { name: 'Second Account' });
    await one.resident.link('google', { person: second });
    const page = await askFor(one, 'approve', second);
    expect(page.text).toContain('That is not one of your linked accounts.');
    expect(page.text).not.toContain('Second Account');
    expect(await evidence.count('pending_identity')).toBe(0);
  });

  test('C-11 is not finished by whoever signs in next on the same browser', async () => {
    const one = await named();
    await drop(one);
    const shown = await askFor(one);
    await signOut(one.resident);
    await one.resident.link('google', { person: newPerson(service, { name: 'Next One' }) });
    expect((await one.resident.open(shown.url.pathname)).status).toBe(404);
    expect(await saved(one.linkId)).toEqual({ hasName: false, hasIndex: false });
  });

  test('C-12 ends with the link', async () => {
    const one = await named();
    await one.resident.link('facebook', { person: one.person });
    await askFor(one, 'name-changed');
    const removal = `/account/links/${one.linkId}/remove`;
    await one.resident.open(removal);
    await one.resident.browser.submit(removal);
    const held = `select 1 from civic.pending_identity where link_id = $1`;
    expect(await service.database.query(held, [one.linkId])).toEqual([]);
  });
});

describe('C-05 what waits for one purpose serves no other', () => {
  test('a name makes no link, and an account changes no name', async () => {
    const one = await named();
    const name = (await askFor(one, 'name-changed')).url.pathname.split('/').at(-1);
    expect((await one.resident.open(`/link/review/${name}`)).url.pathname).toBe(
      '/link/ended/mismatch',
    );
    const review = await one.resident.travel('facebook', { person: newPerson(service) });
    const account = review.url.pathname.split('/').at(-1);
    const page = await one.resident.open(`/account/links/${one.linkId}/new-name/${account}`);
    expect(page.url.pathname).toBe('/link/ended/mismatch');
  });

  test('a name of one account is not given to another', async () => {
    const one = await named();
    await one.resident.link('facebook', { person: one.person });
    const other = (await evidence.links()).at(-1)?.id ?? '';
    const name = (await askFor(one, 'name-changed')).url.pathname.split('/').at(-1);
    const page = await one.resident.open(`/account/links/${other}/new-name/${name}`);
    expect(page.url.pathname).toBe('/link/ended/mismatch');
  });
});

describe('a name that changed at the provider', () => {
  test('is told at the next sign-in, and saved only on a yes', async () => {
    const one = await named();
    await comeBackRenamed(one);
    const { text } = one.resident.page;
    expect(one.resident.page.url.pathname).toBe('/account');
    expect(text).toContain(
      'Google now says your name is “Pat Doe (new)”. We still have “Pat Doe”.',
    );
    expect(await renamings(one.linkId)).toEqual([]);
    await one.resident.open(noticeOf(text));
    await one.resident.browser.submit(noticeOf(text), { decision: 'save' });
    const account = await one.resident.open('/account');
    expect(account.text).toContain('Pat Doe (new)');
    expect(account.text).not.toContain('now says');
    expect(await renamings(one.linkId)).toEqual([true]);
  });

  test('is told again next time after a no, and not after the name was deleted', async () => {
    const one = await named();
    await comeBackRenamed(one);
    const path = noticeOf(one.resident.page.text);
    await one.resident.open(path);
    await one.resident.browser.submit(path, { decision: 'keep' });
    expect(one.resident.page.text).not.toContain('now says');
    await comeBackRenamed(one);
    expect(one.resident.page.text).toContain('now says');
    await drop(one);
    expect((await one.resident.open('/account')).text).not.toContain('now says');
    await comeBackRenamed(one);
    expect(one.resident.page.text).not.toContain('now says');
  });

  test('is told to nobody else, and for ten minutes', async () => {
    const one = await named();
    const elsewhere = new Resident(service);
    await elsewhere.travel('google', { person: one.person });
    await comeBackRenamed(one);
    expect((await elsewhere.open('/account')).text).not.toContain('now says');
    await service.travel(601);
    expect((await one.resident.open('/account')).text).not.toContain('now says');
  });

  test('goes on being told after another account was linked', async () => {
    const one = await named();
    await comeBackRenamed(one);
    await one.resident.link('facebook', { person: one.person });
    expect((await one.resident.open('/account')).text).toContain('now says');
  });

  test('does not stand in the way to a city service', async () => {
    const parks = await CityService.register(service);
    const one = await named();
    await parks.connect(one.resident);
    await signOut(one.resident);
    await one.resident.open(parks.authorizeUrl());
    const { search } = one.resident.page.url;
    const at = { person: one.person, outcome: 'name-changed' };
    const page = await one.resident.travel('google', at, search);
    expect(page.url.href).toContain(parks.callback);
    parks.close();
  });

  test('is saved only after a yes to a policy that asks again', async () => {
    const one = await named();
    await comeBackRenamed(one);
    const path = noticeOf(one.resident.page.text);
    await one.resident.open(path);
    await publishIn(service, 0);
    await service.travel(1);
    await one.resident.browser.submit(path, { decision: 'save' });
    expect(one.resident.page.url.pathname).toBe('/policy/changed');
    expect(await renamings(one.linkId)).toEqual([]);
  });
});
