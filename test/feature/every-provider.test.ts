import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { MoreRegistrations } from '../../dev/more-registrations.ts';
import { PROFILE_OUTCOMES } from '../../dev/simulator/outcomes/profile.ts';
import { SUBJECT_OUTCOMES } from '../../dev/simulator/outcomes/subject.ts';
import { Providers } from '../../src/providers/providers.ts';
import { Evidence, newPerson } from '../support/evidence.ts';
import { TestClock } from '../support/fixed-clock.ts';
import { Resident } from '../support/resident.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

const names = {
  city: { en: 'Riverton ID', es: 'ID de Riverton' },
  microsoft: { en: 'Microsoft', es: 'Microsoft' },
  'login-gov': { en: 'Login.gov', es: 'Login.gov' },
  linkedin: { en: 'LinkedIn', es: 'LinkedIn' },
  github: { en: 'GitHub', es: 'GitHub' },
} as const;
type Id = keyof typeof names;
const ids = Object.keys(names) as Id[];

let service: TestService;
let evidence: Evidence;

beforeAll(async () => {
  service = await startTestService({}, new TestClock(), { more: new MoreRegistrations() });
  evidence = new Evidence(service);
});
afterAll(() => service.stop());

test('all of them are on the first page, in both languages, the city’s own first', async () => {
  const resident = new Resident(service);
  const said = async (path: string) =>
    Array.from(
      (await resident.open(path)).text.matchAll(/\/link\/([\w-]+)"[^>]*>([^<]+)/g),
      (one) => [one[1], one[2]?.trim()],
    );
  const order = ['city', 'google', 'facebook', 'microsoft', 'login-gov', 'linkedin', 'github'];
  const english = await said('/');
  expect(english.map(([id]) => id)).toEqual(order);
  expect(english[0]).toEqual(['city', 'Continue with Riverton ID']);
  expect((await said('/es'))[0]).toEqual(['city', 'Continuar con ID de Riverton']);
});

test('each has its row, so that a sign-in can keep it from being switched', async () => {
  const rows = await service.database.query<{ provider: string }>(
    'select provider from civic.provider_state',
  );
  const list = service.running.app.get(Providers).list();
  expect(rows.map(({ provider }) => provider).toSorted()).toEqual(
    list.map(({ id }) => id).toSorted(),
  );
});

describe.each(ids)('%s', (id) => {
  const facts = () => service.running.app.get(Providers).find(id)!;

  test('is linked, named and removed as every provider is', async () => {
    const person = newPerson(service, { name: 'Pat Doe' });
    const resident = new Resident(service);
    const before = await resident.open(`/link/${id}`);
    expect(before.text).toContain(`Before you go to ${names[id].en}`);
    expect(before.text).toContain(`href="${facts().privacyUrl}"`);
    const policy = String(before.headers['content-security-policy']);
    for (const origin of facts().formAction) expect(policy).toContain(origin);
    expect((await resident.link(id, { person })).text).toContain(
      `Your ${names[id].en} account is linked`,
    );
    const account = await resident.open('/es/account');
    expect(account.text).toContain(names[id].es);
    expect(account.text.includes('Pat Doe')).toBe(id !== 'login-gov');
    const [link] = (await evidence.links()).slice(-1);
    expect(link?.provider).toBe(id);
  });

  test('signs the same person in again, and nobody else', async () => {
    const person = newPerson(service);
    await new Resident(service).link(id, { person });
    const before = await evidence.count('resident');
    const again = await new Resident(service).travel(id, { person });
    expect(again.url.pathname).toBe('/account');
    await new Resident(service).link(id, { person: newPerson(service) });
    expect(await evidence.count('resident')).toBe(before + 1);
  });

  test('C-32 C-33 C-34 gives nothing for the e-mail address of somebody else', async () => {
    const address = `victim-${id}@example.com`;
    const claims = {
      email: address,
      email_verified: true,
      upn: address,
      preferred_username: address,
      unique_name: address,
      login: address,
      verified_primary_email: [address],
    };
    const before = await evidence.count('resident');
    for (const twin of ['one', 'two']) {
      const person = `${id}-${twin}`;
      const digits = `4400${ids.indexOf(id)}${twin.length}${twin.charCodeAt(0)}`;
      service.simulator.addPerson({
        id: person,
        name: address,
        subjects: { google: digits, facebook: digits },
        extra: claims,
      });
      const resident = new Resident(service);
      await resident.link(id, { person });
      expect((await resident.open('/account')).text).not.toContain(address);
    }
    expect(await evidence.count('resident')).toBe(before + 2);
    expect(service.log()).not.toContain(address);
  });

  test('C-35 C-36 links nobody for what is written into the callback', async () => {
    const resident = new Resident(service);
    await resident.leaveFor(id);
    const victim = newPerson(service);
    const callback = new URL(await resident.decide({ person: newPerson(service) }));
    const lies = {
      user: '{"name":"Evil"}',
      name: 'Evil',
      id: victim,
      sub: victim,
      id_token: 'x.y.z',
    };
    for (const [name, value] of Object.entries(lies)) callback.searchParams.set(name, value);
    const page = await resident.browser.open(callback);
    expect(page.url.pathname).toMatch(/^\/link\/new\//);
    await resident.open(page.url.pathname.replace('/new/', '/review/'));
    expect(resident.page.text).not.toContain('Evil');
  });

  const hostile = Object.keys({ ...SUBJECT_OUTCOMES, ...PROFILE_OUTCOMES }).filter(
    (outcome) => !/hang|drip|huge|facebook/.test(outcome),
  );
  test.each(hostile)('C-41 answers %s with a page, and stores nothing of it', async (outcome) => {
    const before = await evidence.everything();
    const resident = new Resident(service);
    const page = await resident.travel(id, { person: newPerson(service), outcome });
    expect(page.status).toBeLessThan(500);
    expect(page.url.pathname).toMatch(/^\/link\/(new\/|ended\/provider-)/);
    const { links } = before as { links: unknown };
    expect(await evidence.links()).toEqual(links);
    expect(service.log()).not.toContain('CNRY');
  });
});

test('C-44 the same user ID at each provider is an account of its own', async () => {
  const subject = '660066006';
  const at = {
    google: subject,
    facebook: subject,
    linkedin: subject,
    github: subject,
    city: subject,
  };
  service.simulator.addPerson({
    id: 'everywhere',
    name: 'Same Id',
    subjects: { ...at, 'login-gov': subject },
  });
  const before = await evidence.count('resident');
  for (const id of ['google', 'facebook', 'linkedin', 'github', 'city', 'login-gov'] as const) {
    await new Resident(service).link(id, { person: 'everywhere' });
  }
  expect(await evidence.count('resident')).toBe(before + 6);
});

test('GitHub: the grant is given back inside the callback, and the sign-in does not depend on it', async () => {
  const resident = new Resident(service);
  await resident.travel('github', { person: newPerson(service) });
  const calls = service.simulator.requests.slice(-3).map(({ endpoint }) => endpoint);
  expect(calls).toEqual(['token', 'profile', 'grant']);
});

test('an unreachable provider keeps no service from starting, and its page says so', async () => {
  const one = await startTestService({}, new TestClock(), { more: new MoreRegistrations() });
  try {
    // Nobody has asked it anything yet.
    expect(one.simulator.requests).toEqual([]);
    await one.simulator.close();
    const resident = new Resident(one);
    for (const id of ['city', 'microsoft'] as const) {
      const page = await resident.leaveFor(id);
      expect([page.status, page.url.pathname]).toEqual([200, '/link/ended/provider-unavailable']);
    }
    expect(await new Evidence(one).count('flow')).toBe(0);
  } finally {
    await one.stop();
  }
});
