import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Evidence, newPerson } from '../support/evidence.ts';
import { Resident } from '../support/resident.ts';
import type { ProviderId } from '../support/resident.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

const other = { google: 'facebook', facebook: 'google' } as const;

let service: TestService;
let evidence: Evidence;
let before: object;

beforeAll(async () => {
  service = await startTestService();
  evidence = new Evidence(service);
});
beforeEach(async () => {
  before = await evidence.everything();
});
afterAll(() => service.stop());

const nothingHappened = async (): Promise<void> =>
  expect(await evidence.everything()).toEqual(before);

/** A resident who has linked one account and is signed in with it; `before` is taken anew. */
async function signedIn(provider: ProviderId = 'facebook'): Promise<Resident> {
  const resident = new Resident(service);
  await resident.link(provider, { person: newPerson(service) });
  before = await evidence.everything();
  return resident;
}

/** The address an attacker stopped at: state and code are the attacker's, and unused. */
async function callbackOf(resident: Resident, provider: ProviderId = 'google'): Promise<string> {
  await resident.leaveFor(provider);
  const callback = await resident.decide({ person: newPerson(service) });
  // Leaving to link another account begins with a fresh proof, which is a trip of its own.
  before = await evidence.everything();
  return callback;
}

const changed = (address: string, change: (query: URLSearchParams) => void): string => {
  const url = new URL(address);
  change(url.searchParams);
  return url.href;
};

test('C-01 a sign-in that began in one browser cannot be finished in another', async () => {
  const callback = await callbackOf(new Resident(service));
  const victim = new Resident(service);
  await victim.open('/link/google');
  const answer = await victim.open(callback);
  expect(answer.status).toBe(400);
  expect(victim.browser.cookiesOf(service.url).has('__Host-civic-session')).toBe(false);
  await nothingHappened();
});

test('UP-02 an attacker cannot attach an account to a victim who is signed in', async () => {
  const attacker = await signedIn();
  const victim = await signedIn();
  const answer = await victim.open(await callbackOf(attacker));
  expect(answer.status).toBe(400);
  expect((await victim.open('/account')).status).toBe(200);
  await nothingHappened();
});

describe('C-03 a callback needs state and cookie, and two missing ones do not match each other', () => {
  test.each([
    ['code alone', '?code=4/stolen'],
    ['an empty state', '?code=4/stolen&state='],
    ['a state nobody issued', `?code=4/stolen&state=${'A'.repeat(43)}`],
    ['nothing at all', ''],
  ])('UP-03 %s, with and without the cookie', async (_, query) => {
    const visitor = new Resident(service);
    expect((await visitor.open(`/callback/google${query}`)).status).toBe(400);
    await visitor.open('/link/google');
    expect((await visitor.open(`/callback/google${query}`)).status).toBe(400);
    await nothingHappened();
  });

  test('UP-03 a right state without the cookie it belongs to', async () => {
    const resident = new Resident(service);
    const callback = await callbackOf(resident);
    resident.browser.cookiesOf(service.url).delete('__Host-civic-flow');
    expect((await resident.open(callback)).status).toBe(400);
    await nothingHappened();
  });

  test.each(['', 'undefined', 'null', 'x', 'A'.repeat(42), 'A'.repeat(44)])(
    'a cookie that says "%s" is no browser',
    async (value) => {
      const resident = new Resident(service);
      const callback = await callbackOf(resident);
      resident.browser.cookiesOf(service.url).set('__Host-civic-flow', value);
      expect((await resident.open(callback)).status).toBe(400);
      await nothingHappened();
    },
  );
});

describe('C-04 a link somebody else began is not finished by whoever opens its address', () => {
  test('UP-02 the victim is signed in', async () => {
    const attacker = await signedIn();
    const victim = await signedIn();
    await attacker.leaveFor('google');
    before = await evidence.everything();
    await victim.browser.open(attacker.page.url);
    const answer = await victim.open(await victim.decide({ person: newPerson(service) }));
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('Start again');
    await nothingHappened();
  });

  test('UP-02 the victim is a stranger here', async () => {
    const attacker = await signedIn();
    await attacker.leaveFor('google');
    before = await evidence.everything();
    const victim = new Resident(service);
    await victim.browser.open(attacker.page.url);
    const answer = await victim.open(await victim.decide({ person: newPerson(service) }));
    expect(answer.status).toBe(400);
    await nothingHappened();
  });

  test('UP-02 an identity waiting for one browser cannot be confirmed by another', async () => {
    const attacker = await signedIn();
    const waiting = await attacker.travel('google', { person: newPerson(service) });
    const victim = await signedIn();
    const token = /name="_csrf" value="([^"]+)"/.exec(
      (await victim.open('/account/delete')).text,
    )?.[1];
    const body = new URLSearchParams({ decision: 'save', save_name: 'yes', _csrf: token ?? '' });
    const answer = await victim.browser.open(new URL(waiting.url.pathname, service.url), {
      method: 'POST',
      body: body.toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: service.url },
      follow: false,
    });
    expect(answer.headers.location).toBe('/link/ended/mismatch');
    await nothingHappened();
  });
});

describe('C-05 a trip ends as what it began', () => {
  test('UP-01 a link that comes back without its session is not turned into a sign-in', async () => {
    const resident = await signedIn();
    const callback = await callbackOf(resident);
    resident.browser.cookiesOf(service.url).delete('__Host-civic-session');
    expect((await resident.open(callback)).status).toBe(400);
    await nothingHappened();
  });

  test('a sign-in that comes back to somebody signed in adds nothing to them', async () => {
    const resident = new Resident(service);
    const callback = await callbackOf(resident);
    await resident.link('facebook', { person: newPerson(service) });
    const [link] = (await evidence.links()).slice(-1);
    const asked = await resident.open(callback);
    expect(asked.url.pathname).toMatch(/^\/link\/new\//);
    await resident.open(asked.url.pathname.replace('/new/', '/review/'));
    await resident.confirm();
    expect(await evidence.linksOf(link?.resident_id ?? '')).toEqual([link]);
  });
});

describe('C-06 a code is never sent to a provider other than its own', () => {
  test.each(['google', 'facebook'] as const)(
    'UP-04 begun at %s, finished at the other',
    async (begun) => {
      const resident = new Resident(service);
      const first = new URL(await callbackOf(resident, begun));
      const second = await callbackOf(resident, other[begun]);
      const state = first.searchParams.get('state') ?? '';
      const mixed = changed(second, (query) => query.set('state', state));
      expect((await resident.open(mixed)).status).toBe(400);
      await nothingHappened();
    },
  );

  test('UP-04 every provider has a callback address of its own', async () => {
    const resident = new Resident(service);
    for (const provider of ['google', 'facebook'] as const) {
      const page = await resident.leaveFor(provider);
      expect(page.url.searchParams.get('redirect_uri')).toBe(`${service.url}/callback/${provider}`);
    }
  });
});

describe('C-07 a callback that names an issuer must name the right one', () => {
  test.each(['wrong-iss', 'double-iss'])('UP-05 %s is refused', async (outcome) => {
    const resident = new Resident(service);
    expect((await resident.travel('google', { person: newPerson(service), outcome })).status).toBe(
      400,
    );
    await nothingHappened();
  });

  test.each(['correct-iss', 'approve'])('UP-05 %s is accepted', async (outcome) => {
    const resident = new Resident(service);
    const page = await resident.travel('google', { person: newPerson(service), outcome });
    expect(page.url.pathname).toMatch(/^\/link\/new\//);
  });
});

describe('C-13 an error that comes back is believed only with state and cookie', () => {
  const errors = [
    '?error=access_denied&error_description=<script>alert(1)</script>',
    '?error=server_error&error_description=CANARY&error_uri=https://evil.example',
    '?error_code=1&error_message=CANARY',
  ];

  test.each(errors)(
    '%s leaves a live trip alone and is not repeated on the page',
    async (query) => {
      const resident = new Resident(service);
      const callback = await callbackOf(resident);
      const refused = await resident.open(`/callback/google${query}&state=${'B'.repeat(43)}`);
      expect(refused.status).toBe(400);
      expect(refused.text).not.toMatch(/CANARY|alert|evil\.example/);
      await nothingHappened();
      expect((await resident.open(callback)).url.pathname).toMatch(/^\/link\/new\//);
    },
  );

  test('UP-14 a real "no" ends the trip: its state is worth nothing afterwards', async () => {
    const resident = new Resident(service);
    await resident.leaveFor('google');
    const denied = await resident.decide({ outcome: 'deny' });
    expect((await resident.open(denied)).text).toContain('You did not link an account');
    const state = new URL(denied).searchParams.get('state') ?? '';
    const retried = await resident.open(`/callback/google?code=4/late&state=${state}`);
    expect(retried.status).toBe(400);
    await nothingHappened();
  });
});

describe('C-15 a callback in any other shape is refused before anything is believed', () => {
  test.each([
    ['code twice', (query: URLSearchParams) => query.append('code', '4/second')],
    ['state twice', (query: URLSearchParams) => query.append('state', 'C'.repeat(43))],
    ['a code and an error', (query: URLSearchParams) => query.set('error', 'access_denied')],
    [
      'an error twice',
      (query: URLSearchParams) => ['a', 'b'].forEach((x) => query.append('error', x)),
    ],
    ['a code of 5 kB', (query: URLSearchParams) => query.set('code', 'x'.repeat(5000))],
    ['a NUL in the code', (query: URLSearchParams) => query.set('code', '4/a\0b')],
    [
      'a line break in the state',
      (query: URLSearchParams) => query.set('state', 'a\r\nset-cookie: x=1'),
    ],
    ['letters beyond ASCII', (query: URLSearchParams) => query.set('code', '４/кодe')],
  ])('%s', async (_, change) => {
    const resident = new Resident(service);
    const answer = await resident.open(changed(await callbackOf(resident), change));
    expect(answer.status).toBe(400);
    await nothingHappened();
  });

  test.each(['code[]', 'code[a]', 'code.0', 'CODE'])('%s is not code', async (name) => {
    const resident = new Resident(service);
    const address = changed(await callbackOf(resident), (query) => {
      query.set(name, query.get('code') ?? '');
      query.delete('code');
    });
    expect((await resident.open(address)).status).toBe(400);
    await nothingHappened();
  });

  test.each(['POST', 'PUT', 'DELETE'])('%s with the same values is no callback', async (method) => {
    const resident = new Resident(service);
    const callback = new URL(await callbackOf(resident));
    const body = JSON.stringify(Object.fromEntries(callback.searchParams));
    const headers = { 'content-type': 'application/json', origin: service.url };
    const answer = await resident.browser.open(callback, { method, body, headers, follow: false });
    expect([400, 403, 404, 405, 415]).toContain(answer.status);
    await nothingHappened();
  });
});

test('C-36 what a callback says about a person is not looked at', async () => {
  const resident = new Resident(service);
  const lies = {
    user: 'EVIL',
    name: 'EVIL',
    id: '1',
    sub: '1',
    profile: '{"id":"1"}',
    resident_id: '1',
  };
  const address = changed(await callbackOf(resident), (query) => {
    for (const [name, value] of Object.entries(lies)) query.set(name, value);
  });
  const asked = await resident.open(address);
  const review = await resident.open(asked.url.pathname.replace('/new/', '/review/'));
  expect(review.text).toContain('Pat Doe');
  expect(review.text).not.toContain('EVIL');
});
