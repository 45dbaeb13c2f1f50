import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { newPerson } from '../support/evidence.ts';
import { Resident } from '../support/resident.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

const sixMinutes = 360;

/** Signs in from "Before you go", with the box checked or not; new people say yes on the way. */
async function signIn(person: string, shared: Record<string, string>): Promise<Resident> {
  const resident = new Resident(service);
  await resident.open('/link/google');
  await resident.browser.submit('/link/google', shared);
  const { url } = await resident.browser.open(await resident.decide({ person }));
  if (url.pathname.startsWith('/link/new/')) {
    await resident.open(url.pathname.replace('/new/', '/review/'));
    await resident.confirm();
  }
  return resident;
}

const isSignedIn = async (resident: Resident): Promise<boolean> =>
  (await resident.open('/account')).url.pathname === '/account';

test.each(['first', 'second'])(
  'at a %s sign-in the box ends the session after five idle minutes',
  async (which) => {
    const person = newPerson(service);
    if (which === 'second') await signIn(person, {});
    const there = await signIn(person, { shared: 'yes' });
    await service.travel(240);
    expect(await isSignedIn(there)).toBe(true);
    await service.travel(sixMinutes);
    expect(await isSignedIn(there)).toBe(false);
  },
);

test('without the box a session lasts as long as it always did', async () => {
  const there = await signIn(newPerson(service), {});
  await service.travel(sixMinutes);
  expect(await isSignedIn(there)).toBe(true);
});

test('the cookie ends with the browser either way', async () => {
  const resident = new Resident(service);
  await resident.open('/link/google');
  await resident.browser.submit('/link/google', { shared: 'yes' });
  const address = await resident.decide({ person: newPerson(service) });
  await resident.browser.open(address);
  await resident.open(resident.page.url.pathname.replace('/new/', '/review/'));
  const yes = { decision: 'save', save_name: 'yes' };
  const { headers } = await resident.browser.submit(resident.page.url.pathname, yes, {
    follow: false,
  });
  expect(String(headers['set-cookie'])).not.toMatch(/max-age|expires/i);
});

test('proving and linking another account keep what was said', async () => {
  const person = newPerson(service);
  const there = await signIn(person, { shared: 'yes' });
  await there.travel('facebook', { person });
  await there.confirm();
  expect(await isSignedIn(there)).toBe(true);
  await service.travel(sixMinutes);
  expect(await isSignedIn(there)).toBe(false);
});

test('who is signed in is not asked, and cannot say otherwise', async () => {
  const there = await signIn(newPerson(service), { shared: 'yes' });
  await there.open('/link/facebook');
  await there.prove();
  expect(there.page.text).not.toContain('name="shared"');
  await there.browser.submit('/link/facebook', { shared: 'no' });
  await there.browser.open(await there.decide({ person: newPerson(service) }));
  await there.confirm();
  await service.travel(sixMinutes);
  expect(await isSignedIn(there)).toBe(false);
});

test('the box stays checked for who comes back with the wrong account', async () => {
  const there = new Resident(service);
  expect((await there.open('/link/google')).text).not.toContain(' checked');
  await there.browser.submit('/link/google', { shared: 'yes' });
  const { url } = await there.browser.open(await there.decide({ person: newPerson(service) }));
  await there.open(url.pathname.replace('/new/', '/review/'));
  await there.browser.submit(there.page.url.pathname, { decision: 'not-me' });
  expect(there.page.url.pathname).toBe('/link/google');
  expect(there.page.text).toMatch(/<input[^>]*name="shared"[^>]* checked/);
});

test('the pages say what it does', async () => {
  const there = new Resident(service);
  const { text } = await there.open('/link/google');
  expect(text).toContain('We then sign you out after 5 minutes without use');
  expect(text).toContain('sign out of Google too');
  expect((await there.open('/cookies')).text).toContain('(5 minutes on a shared computer)');
});
