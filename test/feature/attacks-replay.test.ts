import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { LinkRemoval } from '../../src/links/link-removal.ts';
import { Evidence, newPerson } from '../support/evidence.ts';
import { Resident } from '../support/resident.ts';
import type { ProviderId } from '../support/resident.ts';
import { staffMember } from '../support/staff.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

let service: TestService;
let evidence: Evidence;

beforeAll(async () => {
  service = await startTestService();
  evidence = new Evidence(service);
});
afterAll(() => service.stop());

const sessionCookie = '__Host-civic-session';
const cookiesOf = (resident: Resident) => resident.browser.cookiesOf(service.url);

async function signedIn(provider: ProviderId = 'facebook'): Promise<Resident> {
  const resident = new Resident(service);
  await resident.link(provider, { person: newPerson(service) });
  return resident;
}

async function callbackOf(resident: Resident, provider: ProviderId = 'google'): Promise<string> {
  await resident.leaveFor(provider);
  return resident.decide({ person: newPerson(service) });
}

/** The resident signed in on this browser, by the link made last. */
async function newest(): Promise<{ residentId: string; linkId: string }> {
  const link = (await evidence.links()).at(-1);
  return { residentId: link?.resident_id ?? '', linkId: link?.id ?? '' };
}

const revokedByStaff = (linkId: string) =>
  service.running.app
    .get(LinkRemoval, { strict: false })
    .byStaff({ linkId, ...staffMember('revoker'), reason: 'security' });

describe('C-08 a callback is worth one token request', () => {
  test('UP-03 when it is opened again afterwards', async () => {
    const resident = new Resident(service);
    const callback = await callbackOf(resident);
    const before = evidence.tokenRequests.length;
    expect((await resident.open(callback)).status).toBe(200);
    expect((await resident.open(callback)).status).toBe(400);
    expect((await resident.open(callback)).status).toBe(400);
    expect(evidence.tokenRequests).toHaveLength(before + 1);
  });

  test('UP-03 whatever comes in parallel, over two processes', async () => {
    const replica = await service.replica();
    const resident = new Resident(service);
    const url = new URL(await callbackOf(resident));
    const cookie = [...cookiesOf(resident)].map((pair) => pair.join('=')).join('; ');
    const before = evidence.tokenRequests.length;
    const waiting = await evidence.count('pending_identity');
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => {
        const { address } = index % 2 === 0 ? service : replica;
        const headers = { host: url.host, cookie };
        const browser = new Resident(service).browser;
        return browser.open(new URL(url.pathname + url.search, address), {
          headers,
          follow: false,
        });
      }),
    );
    const statuses = answers.map(({ status }) => status).toSorted((one, two) => one - two);
    expect(statuses).toEqual([303, ...Array<number>(19).fill(400)]);
    expect(evidence.tokenRequests).toHaveLength(before + 1);
    expect(await evidence.count('pending_identity')).toBe(waiting + 1);
  });
});

test('C-08 twenty confirmations of one identity make one link', async () => {
  const resident = new Resident(service);
  const asked = await resident.travel('google', { person: newPerson(service) });
  const review = await resident.open(asked.url.pathname.replace('/new/', '/review/'));
  const before = {
    links: await evidence.count('link'),
    residents: await evidence.count('resident'),
    sessions: await evidence.count('resident_session'),
  };
  const answers = await Promise.all(
    Array.from({ length: 20 }, async () => {
      const copy = new Resident(service);
      for (const [name, value] of cookiesOf(resident)) cookiesOf(copy).set(name, value);
      copy.browser.page = review;
      const fields = { decision: 'save', save_name: 'yes' };
      return copy.browser.submit(review.url.pathname, fields, { follow: false });
    }),
  );
  const [target, ...others] = new Set(answers.map(({ headers }) => String(headers.location)));
  expect([target, others]).toEqual([expect.stringMatching(/^\/link\/done\//), []]);
  expect(await evidence.count('link')).toBe(before.links + 1);
  expect(await evidence.count('resident')).toBe(before.residents + 1);
  expect(await evidence.count('resident_session')).toBe(before.sessions + 1);
});

describe('C-09 a trip and its result are worth nothing after ten minutes', () => {
  test('UP-03 the callback comes too late', async () => {
    const resident = new Resident(service);
    const callback = await callbackOf(resident);
    const before = evidence.tokenRequests.length;
    await service.travel(601);
    const answer = await resident.open(callback);
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('10 minutes');
    expect(evidence.tokenRequests).toHaveLength(before);
  });

  test('a callback just in time still counts', async () => {
    const resident = new Resident(service);
    const callback = await callbackOf(resident);
    await service.travel(590);
    expect((await resident.open(callback)).status).toBe(200);
  });

  test('the yes comes too late', async () => {
    const resident = new Resident(service);
    const asked = await resident.travel('google', { person: newPerson(service) });
    await resident.open(asked.url.pathname.replace('/new/', '/review/'));
    const before = await evidence.count('link');
    await service.travel(601);
    expect((await resident.confirm()).url.pathname).toBe('/link/ended/mismatch');
    expect(await evidence.count('link')).toBe(before);
  });
});

describe('C-11 a link belongs to the session it began in', () => {
  test('UP-01 another resident has signed in on the same browser meanwhile', async () => {
    const shared = await signedIn();
    const callback = await callbackOf(shared);
    await shared.open('/account');
    await shared.browser.submit('/sign-out');
    await shared.link('facebook', { person: newPerson(service) });
    const before = [await evidence.links(), evidence.tokenRequests.length];
    expect((await shared.open(callback)).status).toBe(400);
    expect([await evidence.links(), evidence.tokenRequests.length]).toEqual(before);
  });

  test('UP-01 the same resident has signed out and in again meanwhile', async () => {
    const person = newPerson(service);
    const resident = new Resident(service);
    await resident.link('facebook', { person });
    const callback = await callbackOf(resident);
    await resident.open('/account');
    await resident.browser.submit('/sign-out');
    await resident.travel('facebook', { person });
    expect((await resident.open(callback)).status).toBe(400);
  });

  test('UP-01 an identity waiting for a yes is not confirmed by whoever signs in next', async () => {
    const shared = await signedIn();
    const review = await shared.travel('google', { person: newPerson(service) });
    cookiesOf(shared).delete(sessionCookie);
    await shared.link('facebook', { person: newPerson(service) });
    const before = await evidence.links();
    shared.browser.page = review;
    const refused = await shared.browser.submit(review.url.pathname, {
      decision: 'save',
      save_name: 'yes',
    });
    expect([403, 200]).toContain(refused.status);
    expect(refused.text).not.toContain('Pat Doe');
    expect(await evidence.links()).toEqual(before);
  });
});

describe('C-12 a trip ends with what it stood on', () => {
  test('staff revoked the link that the session was opened with', async () => {
    const resident = await signedIn();
    const { linkId } = await newest();
    const callback = await callbackOf(resident);
    const before = evidence.tokenRequests.length;
    expect((await revokedByStaff(linkId)).kind).toBe('removed');
    expect((await resident.open(callback)).status).toBe(400);
    expect(evidence.tokenRequests).toHaveLength(before);
  });

  test('staff revoked another link of the same provider while the session lived on', async () => {
    const resident = new Resident(service);
    const [first, second] = [newPerson(service), newPerson(service)];
    await resident.link('google', { person: first });
    const { linkId } = await newest();
    await resident.link('google', { person: second });
    await resident.open('/account');
    await resident.browser.submit('/sign-out');
    await resident.travel('google', { person: second });
    const callback = await callbackOf(resident);
    const before = evidence.tokenRequests.length;
    expect((await revokedByStaff(linkId)).kind).toBe('removed');
    expect((await resident.open('/account')).url.pathname).toBe('/account');
    expect((await resident.open(callback)).status).toBe(400);
    expect(evidence.tokenRequests).toHaveLength(before);
  });

  test('an identity waiting for a yes goes with the revoked link', async () => {
    const resident = await signedIn('google');
    const { linkId } = await newest();
    await resident.travel('google', { person: newPerson(service) });
    expect((await revokedByStaff(linkId)).kind).toBe('removed');
    const before = await evidence.links();
    await resident.confirm().catch(() => undefined);
    expect(await evidence.links()).toEqual(before);
  });
});

describe('C-18 signing in never goes on with a session that was there before', () => {
  test.each(['A'.repeat(43), 'fixed-by-an-attacker'])(
    'a planted session "%s" is replaced',
    async (planted) => {
      const resident = new Resident(service);
      cookiesOf(resident).set(sessionCookie, planted);
      await resident.link('google', { person: newPerson(service) });
      const mine = cookiesOf(resident).get(sessionCookie);
      expect(mine).toMatch(/^[\w-]{43}$/);
      expect(mine).not.toBe(planted);
      const attacker = new Resident(service);
      cookiesOf(attacker).set(sessionCookie, planted);
      expect((await attacker.open('/account')).url.pathname).not.toBe('/account');
    },
  );

  test('linking another account gives a new session and ends the old one', async () => {
    const resident = await signedIn();
    const old = cookiesOf(resident).get(sessionCookie) ?? '';
    await resident.link('google', { person: newPerson(service) });
    expect(cookiesOf(resident).get(sessionCookie)).not.toBe(old);
    const attacker = new Resident(service);
    cookiesOf(attacker).set(sessionCookie, old);
    expect((await attacker.open('/account')).url.pathname).toBe('/session-ended');
  });
});

describe('C-19 two trips in two tabs of one browser do not disturb each other', () => {
  test.each([[['google', 'facebook']], [['facebook', 'google']]] as const)(
    'finished in the order %s',
    async (order) => {
      const resident = await signedIn();
      const { residentId } = await newest();
      const callbacks = {
        google: await callbackOf(resident, 'google'),
        facebook: await callbackOf(resident, 'facebook'),
      };
      for (const provider of order) {
        await resident.open(callbacks[provider]);
        await resident.confirm();
        expect(resident.page.url.pathname).toMatch(/^\/link\/done\//);
      }
      const providers = (await evidence.linksOf(residentId)).map(({ provider }) => provider);
      expect(providers).toEqual(['facebook', ...order]);
    },
  );
});

test('C-37 a yes links exactly the identity on the page it was said on', async () => {
  const resident = await signedIn();
  const { residentId } = await newest();
  const one = newPerson(service, { name: 'One Shown' });
  const shown = await resident.travel('google', { person: one });
  await resident.travel('google', { person: newPerson(service, { name: 'Two Waiting' }) });
  resident.browser.page = shown;
  await resident.confirm();
  expect(await evidence.linksOf(residentId)).toHaveLength(2);
  const account = await resident.open('/account');
  expect(account.text).toContain('One Shown');
  expect(account.text).not.toContain('Two Waiting');
});
