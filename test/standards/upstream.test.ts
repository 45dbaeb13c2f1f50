import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CityService } from '../support/city-service.ts';
import { Evidence, newPerson } from '../support/evidence.ts';
import { Resident } from '../support/resident.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

let service: TestService;
let evidence: Evidence;
let parks: CityService;

beforeAll(async () => {
  service = await startTestService();
  evidence = new Evidence(service);
  parks = await CityService.register(service);
});
afterAll(async () => {
  parks.close();
  await service.stop();
});

const newestLink = async () =>
  (await evidence.links()).at(-1) ?? { id: '', resident_id: '', provider: '' };

async function signedIn(): Promise<Resident> {
  const resident = new Resident(service);
  await resident.link('facebook', { person: newPerson(service) });
  return resident;
}

const part = (content: object): string =>
  Buffer.from(JSON.stringify(content)).toString('base64url');

test('UP-01 a trip without a session adds nothing to a resident who is there already', async () => {
  await signedIn();
  const { resident_id: owner } = await newestLink();
  await new Resident(service).link('google', { person: newPerson(service) });
  expect((await newestLink()).resident_id).not.toBe(owner);
  expect(await evidence.linksOf(owner)).toHaveLength(1);
});

test.each([
  ['without a signature', { alg: 'none' }],
  ['signed by nobody known', { alg: 'RS256', kid: 'unknown' }],
  ['signed with our own secret', { alg: 'HS256' }],
])('UP-07 an ID token %s is not believed: the profile says who came', async (_, header) => {
  const subject = String(randomInt(2 ** 40));
  await new Resident(service).link('google', { person: newPerson(service, { subject }) });
  const victim = await newestLink();
  const claims = { iss: 'https://accounts.google.com', sub: subject, name: 'Forged Name' };
  const options = { markers: { id_token: `${part(header)}.${part(claims)}.c2ln` } };
  const person = newPerson(service, { name: 'Right Name' });
  const attacker = new Resident(service);
  const asked = await attacker.travel('google', { person, options });
  const review = await attacker.open(asked.url.pathname.replace('/new/', '/review/'));
  expect(review.text).toContain('Right Name');
  expect(review.text).not.toContain('Forged Name');
  await attacker.confirm();
  expect((await newestLink()).resident_id).not.toBe(victim.resident_id);
});

test.each(['google', 'facebook'] as const)(
  'UP-12 the page before the yes names %s and the account’s name',
  async (provider) => {
    const resident = await signedIn();
    const before = await evidence.links();
    const person = newPerson(service, { name: 'Shown First' });
    const review = await resident.travel(provider, { person });
    expect(review.url.pathname).toMatch(/^\/link\/review\//);
    expect(review.text).toContain('Shown First');
    expect(review.text).toContain(provider === 'google' ? 'Google' : 'Facebook');
    expect(await evidence.links()).toEqual(before);
  },
);

describe('UP-13 another account is linked only after a fresh proof', () => {
  const placeOf = ({ page }: Resident): string => page.url.pathname + page.url.search;

  test('UP-13 without one, linking is not begun', async () => {
    const resident = await signedIn();
    const before = await evidence.count('flow');
    await resident.open('/link/google');
    expect(placeOf(resident)).toBe('/prove/link?for=google');
    expect(await evidence.count('flow')).toBe(before);
  });

  test('UP-13 one that has run out by the time of the yes links nothing', async () => {
    const resident = await signedIn();
    const { url } = await resident.travel('google', { person: newPerson(service) });
    const before = await evidence.links();
    await service.travel(301);
    await resident.browser.submit(url.pathname, { decision: 'save', save_name: 'yes' });
    expect(placeOf(resident)).toMatch(/^\/prove\/link\?for=/);
    expect(await evidence.links()).toEqual(before);
  });

  test.each(['export', 'erase'])(
    'UP-13 one made to %s is good for nothing else',
    async (action) => {
      const resident = await signedIn();
      await resident.open(`/prove/${action}`);
      await resident.prove();
      await resident.open('/link/google');
      expect(placeOf(resident)).toBe('/prove/link?for=google');
    },
  );

  test('UP-13 removing one of several links needs none, and asks no provider', async () => {
    const resident = await signedIn();
    await resident.link('google', { person: newPerson(service) });
    const asked = service.simulator.requests.length;
    const { text } = await resident.open('/account');
    const [path = ''] = /\/account\/links\/[\w-]+\/remove/.exec(text) ?? [];
    await resident.open(path);
    await resident.browser.submit(path);
    expect(resident.page.text).toContain('We removed your Facebook link');
    expect(service.simulator.requests).toHaveLength(asked);
  });
});

test.each([
  ['deny', 'cancelled'],
  ['server-error-at-authorize', 'provider-error'],
  ['token-503', 'provider-unavailable'],
  ['cut-body', 'provider-unavailable'],
  ['garbage-json', 'provider-error'],
  ['html-200', 'provider-error'],
  ['huge-body', 'provider-error'],
  ['userinfo-500', 'provider-unavailable'],
])('UP-14 after %s the resident reads what happened and can go on', async (outcome, ending) => {
  const resident = await signedIn();
  const before = await evidence.links();
  const options = { megabytes: 10 };
  const page = await resident.travel('google', { person: newPerson(service), outcome, options });
  expect(page.url.pathname).toBe(`/link/ended/${ending}`);
  expect(page.status).toBe(200);
  expect(page.text).toMatch(/<main[^]*<a [^>]*href="\//);
  expect(await evidence.links()).toEqual(before);
  expect((await resident.open('/account')).status).toBe(200);
});

test('UP-15 while a provider hangs, tokens are issued, checked and refreshed', async () => {
  const resident = await signedIn();
  const { accessToken, refreshToken } = await parks.connect(resident);
  const stuck = new Resident(service);
  await stuck.leaveFor('google');
  const callback = await stuck.decide({ person: newPerson(service), outcome: 'hang-token' });
  let isStuck = true;
  const trip = stuck.browser.open(callback).finally(() => (isStuck = false));
  expect((await parks.introspect(accessToken)).json.active).toBe(true);
  expect((await parks.userinfo(accessToken)).status).toBe(200);
  expect((await parks.refresh(refreshToken)).status).toBe(200);
  expect((await resident.open('/account')).status).toBe(200);
  expect(isStuck).toBe(true);
  expect((await trip).url.pathname).toBe('/link/ended/provider-unavailable');
});

test('UP-19 a yes at the provider is no consent: our own page asks for each app and resident', async () => {
  const library = await CityService.register(service, { name: 'Library Card' });
  const [ana, jose] = [new Resident(service), new Resident(service)];
  const before = await evidence.count('consent');
  await ana.open(parks.authorizeUrl());
  const asked = await ana.link('google', { person: newPerson(service) }, ana.page.url.search);
  const consent = await ana.open(/href="(\/oauth\/continue\/[^"]+)"/.exec(asked.text)?.[1] ?? '');
  expect(consent.url.pathname).toContain('/connect/');
  expect(consent.text).toContain('Parks Pass');
  expect(await evidence.count('consent')).toBe(before);
  expect((await ana.browser.submit(consent.url.pathname, { decision: 'yes' })).url.href).toContain(
    parks.callback,
  );
  expect((await ana.open(library.authorizeUrl())).text).toContain('Library Card');
  expect(ana.page.url.pathname).toContain('/connect/');
  await jose.link('facebook', { person: newPerson(service) });
  expect((await jose.open(parks.authorizeUrl())).url.pathname).toContain('/connect/');
  expect((await ana.open(parks.authorizeUrl())).url.href).toContain(parks.callback);
  library.close();
});
