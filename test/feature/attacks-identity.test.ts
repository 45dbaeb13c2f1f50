import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SUBJECT_OUTCOMES } from '../../dev/simulator/outcomes/subject.ts';
import { Evidence, newPerson } from '../support/evidence.ts';
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

async function signedIn(person = newPerson(service)): Promise<Resident> {
  const resident = new Resident(service);
  await resident.link('facebook', { person });
  return resident;
}

const newestLink = async () =>
  (await evidence.links()).at(-1) ?? { id: '', resident_id: '', provider: '' };

describe('C-27 a stolen code is worth nothing in another trip', () => {
  test('UP-06 the provider refuses it, for the verifier is of another trip', async () => {
    const victim = new Resident(service);
    await victim.leaveFor('google');
    const stolen = new URL(await victim.decide({ person: newPerson(service) })).searchParams.get(
      'code',
    );
    const attacker = new Resident(service);
    await attacker.leaveFor('google');
    const callback = new URL(await attacker.decide({ person: newPerson(service) }));
    callback.searchParams.set('code', stolen ?? '');
    const before = await evidence.count('pending_identity');
    expect((await attacker.browser.open(callback)).url.pathname).toBe('/link/ended/mismatch');
    expect(await evidence.count('pending_identity')).toBe(before);
  });

  test.each(['google', 'facebook'] as const)(
    'UP-06 every trip to %s has a challenge of its own',
    async (provider) => {
      const resident = new Resident(service);
      const asked = [await resident.leaveFor(provider), await resident.leaveFor(provider)];
      const queries = asked.map(({ url }) => url.searchParams);
      for (const query of queries) {
        expect(query.get('code_challenge')).toMatch(/^[\w-]{43}$/);
        expect(query.get('code_challenge_method')).toBe('S256');
      }
      expect(new Set(queries.map((query) => query.get('code_challenge'))).size).toBe(2);
      expect(new Set(queries.map((query) => query.get('state'))).size).toBe(2);
      await resident.browser.open(await resident.decide({ person: newPerson(service) }));
      const sent = new URLSearchParams(evidence.tokenRequests.at(-1));
      expect(sent.get('code_verifier')).toMatch(/^[\w.~-]{43,128}$/);
    },
  );
});

describe('C-31 nobody says in a request whom a link is for', () => {
  test('resident ids in query and form change nothing', async () => {
    await signedIn();
    const victim = (await newestLink()).resident_id;
    const attacker = await signedIn();
    const own = (await newestLink()).resident_id;
    const lies = {
      resident_id: victim,
      residentId: victim,
      userId: victim,
      sub: victim,
      session_id: victim,
    };
    await attacker.open(`/link/google?${new URLSearchParams(lies).toString()}`);
    await attacker.prove();
    await attacker.browser.submit('/link/google', lies);
    await attacker.open(await attacker.decide({ person: newPerson(service) }));
    await attacker.confirm({ save_name: 'yes', ...lies });
    expect(await evidence.linksOf(victim)).toHaveLength(1);
    expect(await evidence.linksOf(own)).toHaveLength(2);
  });
});

describe('C-32 C-33 accounts are told apart by their user IDs and nothing else', () => {
  test('UP-08 two accounts with one name make two residents', async () => {
    const before = await evidence.count('resident');
    await new Resident(service).link('google', {
      person: newPerson(service, { name: 'Same Name' }),
    });
    const second = await new Resident(service).travel('google', {
      person: newPerson(service, { name: 'Same Name' }),
    });
    expect(second.url.pathname).toMatch(/^\/link\/new\//);
    await new Resident(service).link('google', {
      person: newPerson(service, { name: 'Same Name' }),
    });
    expect(await evidence.count('resident')).toBe(before + 2);
  });

  test('UP-08 two accounts with one verified e-mail address make two residents', async () => {
    const before = await evidence.count('resident');
    for (const [id, subject] of [
      ['mail-1', '551001'],
      ['mail-2', '551002'],
    ] as const) {
      const extra = { email: 'victim@example.com', email_verified: true };
      const subjects = { google: subject, facebook: subject };
      service.simulator.addPerson({ id, name: 'Mail Twin', subjects, extra });
      await new Resident(service).link('google', { person: id });
    }
    expect(await evidence.count('resident')).toBe(before + 2);
    expect(service.log()).not.toContain('victim@example.com');
  });

  test('sessions and trips opened with a link end with it', async () => {
    const person = newPerson(service);
    const owner = await signedIn();
    await owner.link('google', { person });
    const { id } = await newestLink();
    const intruder = new Resident(service);
    await intruder.travel('google', { person });
    await intruder.leaveFor('facebook');
    const callback = await intruder.decide({ person: newPerson(service) });
    await owner.open(`/account/links/${id}/remove`);
    await owner.browser.submit(`/account/links/${id}/remove`);
    expect((await intruder.open('/account')).url.pathname).toBe('/session-ended');
    const before = evidence.tokenRequests.length;
    expect((await intruder.open(callback)).status).toBe(400);
    expect(evidence.tokenRequests).toHaveLength(before);
  });
});

test('UP-12 nothing but a completed trip makes a link', async () => {
  const resident = await signedIn();
  const before = await evidence.links();
  const token =
    /name="_csrf" value="([^"]+)"/.exec((await resident.open('/account/delete')).text)?.[1] ?? '';
  const lies = { provider: 'google', subject: '1', user_id: '1', namespace: 'x', _csrf: token };
  const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: service.url };
  const paths = [
    '/account',
    '/account/links',
    '/link',
    '/link/done',
    '/link/review/x',
    '/api/links',
    '/api/admin/links',
  ];
  for (const path of paths) {
    const body = new URLSearchParams(lies).toString();
    const visit = { method: 'POST', headers, body, follow: false };
    const answer = await resident.browser.open(new URL(path, service.url), visit);
    expect([303, 401, 403, 404, 405, 415]).toContain(answer.status);
  }
  expect(await evidence.links()).toEqual(before);
});

describe('C-41 a user ID that no provider should send makes no link', () => {
  const outcomes = Object.keys(SUBJECT_OUTCOMES).flatMap((outcome) => [
    ['google', outcome] as const,
    ['facebook', outcome] as const,
  ]);

  test.each(outcomes)('%s: %s', async (provider, outcome) => {
    const before = await evidence.count('pending_identity');
    const resident = new Resident(service);
    const page = await resident.travel(provider, { person: newPerson(service), outcome });
    expect(page.url.pathname).toBe('/link/ended/provider-error');
    expect(page.status).toBe(200);
    expect(await evidence.count('pending_identity')).toBe(before);
  });
});

describe('C-46 an account that another resident holds stays where it is', () => {
  test('UP-11 the page says so, tells nothing about the holder, and the holder can read of it', async () => {
    const person = newPerson(service, { name: 'Holder Name' });
    await new Resident(service).link('google', { person });
    const held = await newestLink();
    const second = await signedIn();
    const before = {
      links: await evidence.links(),
      conflicts: await evidence.ledger('link.conflict'),
    };
    const page = await second.travel('google', { person });
    expect(page.status).toBe(409);
    expect(page.text).not.toMatch(new RegExp(`Holder Name|${held.id}|${held.resident_id}`));
    expect(page.url.href).not.toMatch(new RegExp(`${held.id}|${held.resident_id}`));
    expect(await evidence.links()).toEqual(before.links);
    const conflicts = await evidence.ledger('link.conflict');
    expect(conflicts.slice(before.conflicts.length)).toEqual([
      { type: 'link.conflict', resident_id: held.resident_id, link_id: null },
    ]);
  });

  test('the way out is to sign in with that account instead', async () => {
    const person = newPerson(service);
    await new Resident(service).link('google', { person });
    const second = await signedIn();
    const page = await second.travel('google', { person });
    const button = { provider: 'google' };
    expect(page.text).toMatch(/action="\/sign-out".*name="provider" value="google"/s);
    const next = await second.browser.submit('/sign-out', button);
    expect(next.url.pathname).toBe('/link/google');
    expect((await second.open('/account')).url.pathname).toBe('/');
  });

  test('UP-11 also when it was taken while the other resident was still asked', async () => {
    const person = newPerson(service);
    const second = await signedIn();
    const review = await second.travel('google', { person });
    await new Resident(service).link('google', { person });
    const before = await evidence.links();
    second.browser.page = review;
    const page = await second.confirm();
    expect(page.status).toBe(409);
    expect(await evidence.links()).toEqual(before);
  });
});

describe('another resident’s link is no link at all', () => {
  test.each(['GET', 'POST'])(
    '%s tells nothing apart from a link that does not exist',
    async (method) => {
      await new Resident(service).link('google', { person: newPerson(service) });
      const foreign = (await newestLink()).id;
      const resident = await signedIn();
      const token =
        /name="_csrf" value="([^"]+)"/.exec((await resident.open('/account/delete')).text)?.[1] ??
        '';
      const visit = async (id: string) => {
        const url = new URL(`/account/links/${id}/remove`, service.url);
        const body =
          method === 'POST' ? new URLSearchParams({ _csrf: token }).toString() : undefined;
        const headers = {
          'content-type': 'application/x-www-form-urlencoded',
          origin: service.url,
        };
        const answer = await resident.browser.open(url, { method, body, headers, follow: false });
        const text = answer.text
          .replaceAll(id, 'ID')
          .replace(/\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b|\b[0-9A-Z]{12}\b/g, 'CODE');
        return { status: answer.status, text };
      };
      const answer = await visit(foreign);
      expect(answer.status).toBe(404);
      expect(answer).toEqual(await visit('00000000-0000-4000-8000-000000000000'));
      expect((await visit("1' or '1'='1")).status).toBe(404);
      expect((await evidence.links()).some(({ id }) => id === foreign)).toBe(true);
    },
  );

  test('the page of a finished link shows nothing to others', async () => {
    await new Resident(service).link('google', { person: newPerson(service) });
    const foreign = (await newestLink()).id;
    const resident = await signedIn();
    expect((await resident.open(`/link/done/${foreign}`)).url.pathname).toBe('/account');
  });
});
