import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { CityService } from '../support/city-service.ts';
import { Evidence, newPerson } from '../support/evidence.ts';
import { proofCallback, signedInAt, signOut } from '../support/proving.ts';
import type { Known } from '../support/proving.ts';
import { Resident } from '../support/resident.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

const sessionCookie = '__Host-civic-session';

let service: TestService;
let evidence: Evidence;
let known: Known;
beforeAll(async () => {
  service = await startTestService();
  evidence = new Evidence(service);
});
beforeEach(async () => {
  known = await signedInAt(service, 'google');
});
afterAll(() => service.stop());

/** Goes for a proof and comes back as somebody else, or not at all. */
async function comeBackAs(at: { person: string; outcome?: string }): Promise<string> {
  await known.resident.open('/prove/erase');
  await known.resident.browser.submit('/prove/erase', { provider: 'google' });
  return (await known.resident.browser.open(await known.resident.decide(at))).text;
}

const contentOf = (text: string): string =>
  (/<main[^]*<\/main>/.exec(text)?.[0] ?? '').replaceAll(/value="[\w-]{43}"/g, '');

/** What a wrong return may not add to. */
async function traces(): Promise<object> {
  const tables = ['proof', 'pending_identity', 'link', 'resident', 'resident_session'];
  const counts = await Promise.all(tables.map((table) => evidence.count(table)));
  const conflicts = await evidence.ledger('link.conflict');
  return { counts, conflicts, proofs: await evidence.ledger('proof.made') };
}

describe('an account that is not the resident’s', () => {
  test('proves nothing, and looks the same whether it is somebody’s or nobody’s', async () => {
    const holder = newPerson(service);
    await new Resident(service).link('google', { person: holder });
    const before = await traces();
    const somebodys = await comeBackAs({ person: holder });
    expect(known.resident.page.status).toBe(200);
    expect(somebodys).toContain('That is not one of your linked accounts. Nothing has changed.');
    const nobodys = await comeBackAs({ person: newPerson(service) });
    expect(contentOf(nobodys)).toBe(contentOf(somebodys));
    expect(await traces()).toEqual(before);
    expect((await known.resident.open('/prove/erase')).url.pathname).toBe('/prove/erase');
  });

  test('at the other provider is not offered', async () => {
    const { resident } = known;
    expect((await resident.open('/prove/erase')).text).not.toContain('Continue with Facebook');
    const answer = await resident.browser.submit('/prove/erase', { provider: 'facebook' });
    expect(answer.status).toBe(404);
  });
});

test.each([
  ['deny', 'You said no on Google’s page'],
  ['server-error-at-authorize', 'Something went wrong at Google'],
  ['garbage-json', 'Something went wrong at Google'],
  ['cut-body', 'We cannot reach Google right now'],
])('UP-14 after %s the resident is where they began, and reads why', async (outcome, words) => {
  const before = await traces();
  expect(await comeBackAs({ person: known.person, outcome })).toContain(words);
  expect(known.resident.page.url.pathname).toBe('/prove/erase');
  expect(await traces()).toEqual(before);
  await known.resident.prove();
  expect(known.resident.page.url.pathname).toBe('/account/delete');
});

describe('UP-01 a trip for a proof is finished by the session that began it', () => {
  test('C-01 not in another browser', async () => {
    const callback = await proofCallback(known, '/prove/erase', 'google');
    const victim = await signedInAt(service, 'google');
    const before = await traces();
    expect((await victim.resident.open(callback)).status).toBe(400);
    expect(await traces()).toEqual(before);
  });

  test('C-11 not after the same resident signed in again', async () => {
    const { resident, person } = known;
    const callback = await proofCallback(known, '/prove/erase', 'google');
    await signOut(resident);
    await resident.travel('google', { person });
    const before = await traces();
    expect((await resident.open(callback)).status).toBe(400);
    expect(await traces()).toEqual(before);
  });

  test('C-11 not by somebody else on the same browser, whose account it is', async () => {
    const { resident } = known;
    const callback = await proofCallback(known, '/prove/erase', 'google');
    await signOut(resident);
    await resident.link('google', { person: newPerson(service) });
    const before = await traces();
    expect((await resident.open(callback)).status).toBe(400);
    expect(await traces()).toEqual(before);
  });

  test('not when the session has run out on the way', async () => {
    const { resident } = known;
    await service.database.query('update civic.resident_session set is_shared = true');
    const callback = await proofCallback(known, '/prove/erase', 'google');
    await service.travel(301);
    const before = await traces();
    expect((await resident.open(callback)).status).toBe(400);
    expect(await traces()).toEqual(before);
  });

  test('C-12 not when the link was removed on the way', async () => {
    const { resident, person } = known;
    await resident.link('facebook', { person });
    const callback = await proofCallback({ resident, person }, '/prove/erase', 'google');
    const { text } = await resident.open('/account');
    const [google = ''] = /\/account\/links\/[\w-]+\/remove/.exec(text) ?? [];
    await resident.open(google);
    await resident.browser.submit(google);
    const before = await traces();
    expect((await resident.open(callback)).status).toBe(400);
    expect(await traces()).toEqual(before);
  });

  test('C-08 and only once', async () => {
    const { resident } = known;
    const callback = await proofCallback(known, '/prove/erase', 'google');
    await resident.open(callback);
    expect((await resident.open(callback)).status).toBe(400);
  });
});

test('C-18 a proof gives the session a new secret and ends the old one', async () => {
  const { resident } = known;
  const cookies = resident.browser.cookiesOf(service.url);
  const old = cookies.get(sessionCookie) ?? '';
  const sessions = await evidence.count('resident_session');
  await resident.open('/prove/erase');
  await resident.prove();
  expect(cookies.get(sessionCookie)).not.toBe(old);
  expect(await evidence.count('resident_session')).toBe(sessions);
  const thief = new Resident(service);
  thief.browser.cookiesOf(service.url).set(sessionCookie, old);
  expect((await thief.open('/account')).url.pathname).toBe('/session-ended');
});

describe('C-16 the page that asks', () => {
  test('begins nothing by itself, and nothing without its form', async () => {
    const flows = await evidence.count('flow');
    await known.resident.open('/prove/erase');
    const answer = await known.resident.browser.open('/prove/erase', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: service.url },
      body: 'provider=google',
    });
    expect(answer.status).toBe(403);
    expect(await evidence.count('flow')).toBe(flows);
  });

  test.each([
    '/prove/link',
    '/prove/link?for=myspace',
    '/prove/link?for=//evil.example',
    '/prove/all',
  ])('%s asks for nothing there is', async (path) => {
    expect((await known.resident.open(path)).status).toBe(404);
  });

  test('is for residents only', async () => {
    expect((await new Resident(service).open('/prove/erase')).url.pathname).toBe('/');
  });

  test('says of a provider that is switched off that it does not work, and offers it not', async () => {
    await service.database.query(`update civic.link set provider = 'myspace'`);
    const { text } = await known.resident.open('/prove/erase');
    expect(text).toContain('myspace is not working right now.');
    expect(text).toContain('None of your accounts is working here right now.');
    expect(text).not.toContain('action="/prove/erase"');
    await service.database.query(`update civic.link set provider = 'google'`);
  });

  test('offers another way to delete everything, and to nothing else', async () => {
    const later = 'href="/account/delete/later"';
    expect((await known.resident.open('/prove/erase')).text).toContain(later);
    expect((await known.resident.open('/prove/export')).text).not.toContain(later);
  });
});

test('C-46 from a conflict the resident signs out to the account in question, and the app still waits', async () => {
  const parks = await CityService.register(service);
  const holder = newPerson(service);
  await new Resident(service).link('facebook', { person: holder });
  const { resident } = known;
  const asked = await resident.open(parks.authorizeUrl({ prompt: 'consent' }));
  const r = asked.url.pathname.split('/')[2] ?? '';
  const query = `?r=${r}`;
  const conflict = await resident.travel('facebook', { person: holder }, query);
  expect(conflict.status).toBe(409);
  const hidden = ['provider" value="facebook', `r" value="${r}`];
  for (const field of hidden) expect(conflict.text).toContain(`type="hidden" name="${field}"`);
  const next = await resident.browser.submit('/sign-out', { provider: 'facebook', r });
  expect(next.url.pathname + next.url.search).toBe(`/link/facebook${query}`);
  await resident.browser.submit('/link/facebook');
  const consent = await resident.browser.open(await resident.decide({ person: holder }));
  expect(consent.url.pathname).toMatch(/^\/connect\//);
  parks.close();
});
