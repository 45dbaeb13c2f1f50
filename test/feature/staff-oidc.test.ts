import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { Passkeys } from '../../src/staff/passkeys.ts';
import { StaffPeople } from '../../src/staff/people.ts';
import { HeadlessBrowser } from '../support/browser.ts';
import { dumpDatabase } from '../support/canary/database-dump.ts';
import { CityClerk } from '../support/directory/city-clerk.ts';
import { CityDirectory, groupOf } from '../support/directory/city-directory.ts';
import type { Colleague } from '../support/directory/city-directory.ts';
import { directoryClient, newDirectoryKeys, putTogether } from '../support/directory/id-token.ts';
import { TestClock } from '../support/fixed-clock.ts';
import { SoftPasskey } from '../support/passkey.ts';
import { knock } from '../support/raw-http.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';
import { atServer, Clerk } from '../support/staff.ts';

let directory: CityDirectory;
let service: TestService;
const clock = new TestClock();
beforeAll(async () => {
  directory = await CityDirectory.start();
  service = await startTestService({}, clock, { directory });
});
afterEach(() => {
  directory.tamper = (token) => token;
  directory.pretend = (metadata) => metadata;
  directory.downAt = null;
});
afterAll(async () => {
  await service.stop();
  await directory.stop();
});

const everywhere = /^/;

let met = 0;
/** Somebody new who works for the city, at a browser of their own. */
function colleague(role: keyof typeof groupOf | null, more: Colleague = {}): CityClerk {
  const who = `worker-${(met += 1)}-7d0c`;
  const groups = role === null ? ['everybody'] : ['everybody', groupOf[role]];
  directory.people.set(who, {
    name: `Clerk ${met}`,
    email: `${who}@city.example`,
    groups,
    ...more,
  });
  return new CityClerk(service, who);
}

/** What the city says of somebody from now on. */
function nowIs({ who }: CityClerk, change: Colleague): void {
  directory.people.set(who, { ...directory.people.get(who), ...change });
}

async function ledgerOf(person: string): Promise<string[]> {
  const rows = await service.database.query<{ type: string }>(
    `select type from civic.ledger_entry where detail ->> 'person' = $1 order by id`,
    [person],
  );
  return rows.map(({ type }) => type);
}

/** As if no operator had ever been here. */
async function nobodyElse(): Promise<void> {
  await service.database.query('delete from civic.staff_passkey');
  await service.database.query(
    `with claimed as (update civic.staff_account set claimed_role = 'viewer')
     update civic.staff_person set role = 'viewer'`,
  );
}

async function idOf({ who }: CityClerk): Promise<string> {
  const people = await service.running.app.get(StaffPeople).list(atServer);
  return people.find(({ name }) => name === directory.people.get(who)?.name)?.id ?? '';
}

/** A page that takes a fresh proof. */
const dangerous = '/staff/passkeys';

describe('the way there', () => {
  test('is a button on the sign-in page, to which the content security policy lets the form lead', async () => {
    const clerk = colleague('auditor');
    const { text, headers } = await clerk.open('/staff/sign-in');
    expect(text).toContain('Sign in with your Testville account');
    expect(headers['content-security-policy']).toContain(`form-action 'self' ${directory.issuer};`);
    const spanish = await clerk.open('/es/staff/sign-in');
    expect(spanish.text).toContain('Entrar con su cuenta de Testville');
  });

  test('takes PKCE, a state and a nonce along, each new, and asks for no more than a name', async () => {
    const clerk = colleague('auditor');
    const asked = [];
    for (let n = 0; n < 2; n += 1) {
      await clerk.comeBack('/es/staff');
      asked.push(Object.fromEntries(directory.seen.authorizations.at(-1) ?? []));
    }
    const secret = expect.stringMatching(/^[\w-]{43}$/);
    expect(asked[0]).toEqual({
      response_type: 'code',
      client_id: directoryClient.clientId,
      redirect_uri: `${service.url}/staff/sign-in/callback`,
      scope: 'openid profile',
      state: secret,
      nonce: secret,
      code_challenge: secret,
      code_challenge_method: 'S256',
      ui_locales: 'es',
    });
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(asked[1]?.[name]).not.toBe(asked[0]?.[name]);
    }
  });

  test('is not there without an identity provider', async () => {
    const other = await startTestService();
    const clerk = new CityClerk(other, 'nobody');
    const { text, headers } = await clerk.open('/staff/sign-in');
    expect(text).not.toContain('/staff/sign-in/directory');
    expect(headers['content-security-policy']).toContain("form-action 'self';");
    const page = await clerk.open('/staff/sign-in/callback?code=x&state=x');
    expect([page.status, clerk.title]).toEqual([400, 'This sign-in is over']);
    await other.stop();
  });
});

describe('a colleague with a role', () => {
  test('comes in as what the city says, and the ledger says so', async () => {
    const ana = colleague('auditor');
    expect((await ana.signIn()).text).toContain(`Signed in: Clerk ${met}, auditor`);
    expect(await ledgerOf(await idOf(ana))).toEqual(['staff.arrived', 'staff.signed-in']);
  });

  test('leads to the page that was asked for, in the language it was asked in', async () => {
    const { url } = await colleague('auditor').signIn('/es/staff/people');
    expect(url.pathname).toBe('/es/staff/people');
  });

  test('is the same person the next time, by whatever name', async () => {
    const ana = colleague('auditor');
    await ana.signIn();
    const id = await idOf(ana);
    await ana.browser.submit('/staff/sign-out');
    nowIs(ana, { name: 'Ana María Ríos' });
    expect((await ana.signIn()).text).toContain('Signed in: Ana María Ríos, auditor');
    expect(await idOf(ana)).toBe(id);
  });

  test('who comes from two browsers at once is one person', async () => {
    const ana = colleague('auditor');
    const elsewhere = new CityClerk(service, ana.who);
    const [one, other] = [await ana.comeBack(), await elsewhere.comeBack()];
    await Promise.all([ana.open(one), elsewhere.open(other)]);
    expect([await ana.isIn(), await elsewhere.isIn()]).toEqual([true, true]);
    const { length } = (await service.running.app.get(StaffPeople).list(atServer)).filter(
      ({ name }) => name === `Clerk ${met}`,
    );
    expect(length).toBe(1);
  });

  test.each<[string, string | undefined, RegExp]>([
    ['none', undefined, /Signed in: Staff [0-9a-f]{8}, auditor/],
    ['an e-mail address', 'ana@city.example', /Signed in: Staff [0-9a-f]{8}, auditor/],
    ['one that turns the line around', 'Ana\u202e\u0000  Ríos', /Signed in: Ana Ríos, auditor/],
    ['a long one', 'x'.repeat(200), /Signed in: x{80}, auditor/],
  ])('has a name to show, with %s as name', async (_what, name, shown) => {
    expect((await colleague('auditor', { name }).signIn()).text).toMatch(shown);
  });

  test.each<[string, unknown, string]>([
    ['the highest of several', [groupOf.auditor, groupOf.approver, groupOf.operator], 'operator'],
    ['one that is told as a text', groupOf.revoker, 'revoker'],
  ])('gets %s', async (_what, groups, role) => {
    const { text } = await colleague(null, { groups }).signIn();
    expect(text).toContain(`Signed in: Clerk ${met}, ${role}`);
  });
});

test('nothing is kept of anybody but a keyed hash and a name, and nothing is logged', async () => {
  const ana = colleague('operator', { name: 'Ana Queda' });
  await ana.signIn();
  await ana.prove();
  await colleague(null).signIn();
  const kept = await dumpDatabase(service.database);
  expect(kept.includes('Ana Queda')).toBe(true);
  expect(service.log()).not.toContain('Ana Queda');
  const { tokens } = directory.seen;
  expect(tokens.length).toBeGreaterThan(5);
  const secrets = [ana.who, '@city.example', groupOf.operator, directoryClient.clientSecret];
  for (const secret of [...secrets, ...tokens]) {
    expect([secret, service.log().includes(secret), kept.includes(secret)]).toEqual([
      secret,
      false,
      false,
    ]);
  }
});

describe('what the city says later', () => {
  test('counts with the next sign-in: another role, and sessions with the old one end', async () => {
    const ana = colleague('revoker');
    const elsewhere = new CityClerk(service, ana.who);
    await ana.signIn();
    await elsewhere.signIn();
    nowIs(ana, { groups: [groupOf.approver] });
    const third = new CityClerk(service, ana.who);
    expect((await third.signIn()).text).toContain(`Signed in: Clerk ${met}, approver`);
    expect([await ana.isIn(), await elsewhere.isIn()]).toEqual([false, false]);
    const events = await ledgerOf(await idOf(ana));
    expect(events.slice(-3)).toEqual(['staff.role-changed', 'staff.signed-out', 'staff.signed-in']);
  });

  test.each<[string, unknown]>([
    ['no group of ours', ['everybody']],
    ['none at all', undefined],
    // A role that nobody is made has no value, which this is not.
    ['nothing', [null, '', 'null']],
    ['one that only looks alike', ['CIVIC-OPERATORS', 'civic-operators ']],
    ['something inside', [{ groups: groupOf.operator }]],
  ])('lets nobody in with %s, and says so calmly', async (_what, groups) => {
    const ana = colleague(null, { groups });
    const page = await ana.signIn();
    expect([page.status, ana.title]).toEqual([403, 'You have no role here']);
    expect(await ana.isIn()).toBe(false);
    expect(await idOf(ana)).toBe('');
  });

  test('ends the sessions of who has no role any more, with an entry that names nobody new', async () => {
    const ana = colleague('auditor');
    await ana.signIn();
    const id = await idOf(ana);
    nowIs(ana, { groups: [] });
    await new CityClerk(service, ana.who).signIn();
    expect(await ana.isIn()).toBe(false);
    expect((await ledgerOf(id)).slice(-2)).toEqual(['staff.refused', 'staff.signed-out']);
  });

  test('does not let in whom an operator has removed, even once their name is forgotten', async () => {
    const ana = colleague('auditor');
    await ana.signIn();
    const id = await idOf(ana);
    await service.running.app.get(StaffPeople).remove(atServer, id);
    expect(await ana.isIn()).toBe(false);
    const page = await ana.signIn();
    expect([page.status, ana.title]).toEqual([403, 'You cannot sign in here']);
    expect((await ledgerOf(id)).at(-1)).toBe('staff.refused');
    await service.database.query('delete from civic.staff_person where id = $1', [id]);
    await ana.signIn();
    expect(ana.title).toBe('You cannot sign in here');
  });
});

describe('people from the identity provider', () => {
  test('have no passkey here, which would outlast their account there', async () => {
    const olga = colleague('operator');
    await olga.signIn();
    await olga.prove();
    const page = await olga.open('/staff/passkeys');
    expect(page.text).toContain('You do not need a passkey here.');
    expect(page.text).not.toContain('data-passkey');
    const { app } = service.running;
    const id = await idOf(olga);
    expect(await app.get(StaffPeople).inviteAgain(atServer, id)).toBeNull();
    const person = { id, name: 'Olga', role: 'operator' } as const;
    const browser = Buffer.alloc(32, 7);
    const options = (await app.get(Passkeys).toEnrol(person, browser)) as { challenge: string };
    const answer = new SoftPasskey(service.url).make(options);
    expect(await app.get(Passkeys).addTo(person, { answer, browser })).toEqual({ kind: 'refused' });
  });

  test('get their role there and not here', async () => {
    const ana = colleague('auditor');
    await ana.signIn();
    const id = await idOf(ana);
    const people = service.running.app.get(StaffPeople);
    expect(await people.changeRole(atServer, id, 'operator')).toEqual({ kind: 'from-directory' });
    const clerk = await Clerk.start(service, 'operator');
    const { text } = await clerk.open(`/staff/people/${id}`);
    expect(text).toContain('The city’s sign-in says which role they have.');
    expect(text).not.toContain(`/staff/people/${id}/role`);
    expect(text).not.toContain(`/staff/people/${id}/invite`);
  });

  test('an operator with a passkey is not replaced by one of them', async () => {
    await service.database.query('delete from civic.staff_passkey');
    const { person } = await Clerk.start(service, 'operator');
    await colleague('operator').signIn();
    const people = service.running.app.get(StaffPeople);
    expect(await people.remove(atServer, person.id)).toEqual({ kind: 'last-operator' });
  });

  test('an operator whom the city lets in no more is nobody who could let others in', async () => {
    await nobodyElse();
    const [ana, olga] = [colleague('operator'), colleague('operator')];
    await ana.signIn();
    await olga.signIn();
    nowIs(ana, { groups: [] });
    expect((await new CityClerk(service, ana.who).signIn()).status).toBe(403);
    nowIs(olga, { groups: [groupOf.auditor] });
    expect((await new CityClerk(service, olga.who).signIn()).text).toContain(', operator');
    const people = service.running.app.get(StaffPeople);
    expect(await people.remove(atServer, await idOf(olga))).toEqual({ kind: 'last-operator' });
  });

  test('the last operator keeps the role that the city takes away, and staff are told', async () => {
    await nobodyElse();
    const olga = colleague('operator');
    await olga.signIn();
    nowIs(olga, { groups: [groupOf.auditor] });
    const again = new CityClerk(service, olga.who);
    expect((await again.signIn()).text).toContain(`Signed in: Clerk ${met}, operator`);
    const told = 'The city’s sign-in took away the role of the only operator.';
    expect((await again.open('/staff')).text).toContain(told);
    await colleague('operator').signIn();
    const third = new CityClerk(service, olga.who);
    expect((await third.signIn()).text).toContain(', auditor');
    expect((await third.open('/staff')).text).not.toContain(told);
  });
});

describe('something dangerous', () => {
  test('takes a new proof at the identity provider, although somebody has just signed in', async () => {
    const olga = colleague('operator');
    expect((await olga.signIn(dangerous)).url.pathname).toBe('/staff/prove');
    expect(olga.page.text).toContain('Sign in again with your Testville account');
    const before = olga.browser.cookiesOf(service.url).get('__Host-civic-staff-session');
    expect((await olga.prove()).url.pathname).toBe(dangerous);
    const asked = directory.seen.authorizations.findLast((query) => query.has('max_age'));
    expect([asked?.get('prompt'), asked?.get('max_age')]).toEqual(['login', '0']);
    const after = olga.browser.cookiesOf(service.url).get('__Host-civic-staff-session');
    expect(after).not.toBe(before);
    olga.browser.cookiesOf(service.url).set('__Host-civic-staff-session', before ?? '');
    expect(await olga.isIn()).toBe(false);
  });

  test('needs it again after five minutes', async () => {
    const olga = colleague('operator');
    await olga.signIn();
    await olga.prove();
    await service.travel(5 * 60);
    expect((await olga.open(dangerous)).url.pathname).toBe('/staff/prove');
  });

  test.each<[string, (seconds: number) => unknown]>([
    ['does not say when', () => undefined],
    ['did not ask again', (seconds) => seconds - 10 * 60],
    ['did not ask again, and it is just five minutes', (seconds) => seconds - 5 * 60],
  ])('is not opened where the identity provider %s', async (_what, provedAt) => {
    const olga = colleague('operator');
    await olga.signIn();
    directory.tamper = ({ header, claims }) => ({
      header,
      claims: { ...claims, auth_time: provedAt(clock.seconds()) },
    });
    const page = await olga.prove();
    expect([page.status, olga.title]).toEqual([403, 'We could not check that it is you']);
    expect((await olga.open(dangerous)).url.pathname).toBe('/staff/prove');
  });

  test('is not opened by the proof of somebody else, who is not let in by it either', async () => {
    const olga = colleague('operator');
    const other = colleague('operator');
    await olga.signIn();
    const page = await olga.prove(other.who);
    expect([page.status, olga.title]).toEqual([403, 'That was another account']);
    expect((await olga.open(dangerous)).url.pathname).toBe('/staff/prove');
    expect(await idOf(other)).toBe('');
  });

  test('brings a changed role to light, with which the session is over', async () => {
    const olga = colleague('operator');
    await colleague('operator').signIn();
    await olga.signIn();
    nowIs(olga, { groups: [groupOf.auditor] });
    const page = await olga.prove();
    expect([page.status, olga.title]).toEqual([403, 'You were signed out']);
    expect(await olga.isIn()).toBe(false);
  });

  test('is not opened for a session that ended meanwhile', async () => {
    const olga = colleague('operator');
    await olga.signIn(dangerous);
    const address = await olga.travel('/prove/directory');
    await service.running.app.get(StaffPeople).endSessions(atServer, await idOf(olga));
    const page = await olga.open(address);
    expect([page.status, olga.title]).toEqual([400, 'This sign-in is over']);
    expect(await olga.isIn()).toBe(false);
  });
});

test('once the identity provider is taken out of the settings, nobody from it is in any more', async () => {
  const ana = colleague('auditor');
  await ana.signIn();
  const without = await service.replica({ directory: null });
  const cookie = [...ana.browser.cookiesOf(service.url)].map((pair) => pair.join('=')).join('; ');
  const ask = (one: TestService) => knock(one, '/staff', { headers: { cookie } });
  expect((await ask(service)).status).toBe(200);
  expect((await ask(without)).headers.location).toBe('/staff/sign-in');
});

describe('an answer that is not right lets nobody in', () => {
  type Token = Parameters<CityDirectory['tamper']>[0];
  const claiming =
    (change: object) =>
    ({ header, claims }: Token) => ({
      header,
      claims: { ...claims, ...change },
    });
  const headed =
    (change: object) =>
    ({ header, claims }: Token) => ({
      header: { ...header, ...change },
      claims,
    });
  const longAgo = Math.floor(Date.now() / 1000) - 24 * 60 * 60;

  test.each<[string, CityDirectory['tamper']]>([
    ['another nonce', claiming({ nonce: 'A'.repeat(43) })],
    ['no nonce', claiming({ nonce: undefined })],
    ['another issuer', claiming({ iss: 'http://localhost:1' })],
    [
      'the issuer with a slash',
      (token) => claiming({ iss: `${String(token.claims.iss)}/` })(token),
    ],
    ['another audience', claiming({ aud: 'another-client' })],
    [
      'several audiences and another authorized party',
      claiming({ aud: [directoryClient.clientId, 'x'], azp: 'x' }),
    ],
    ['an expiry that is past', claiming({ exp: longAgo })],
    ['no expiry', claiming({ exp: undefined })],
    ['no subject', claiming({ sub: undefined })],
    ['a number as subject', claiming({ sub: 7 })],
    ['no signature', headed({ alg: 'none' })],
    ['our own secret as key', headed({ alg: 'HS256' })],
    ['an algorithm that is not accepted, although it is offered', headed({ alg: 'RS384' })],
    ['a key nobody knows', headed({ kid: 'unknown' })],
    ['the signature of somebody else', (token) => putTogether(token, newDirectoryKeys())],
    ['no token at all', () => ''],
  ])('an ID token with %s', async (_what, tamper) => {
    const ana = colleague('operator');
    directory.tamper = tamper;
    const page = await ana.signIn();
    expect([page.status, ana.title]).toEqual([400, 'The city’s sign-in did not work']);
    expect(await ana.isIn()).toBe(false);
    expect(await idOf(ana)).toBe('');
  });

  test.each(['RS256', 'PS256', 'ES256'])('but one signed with %s does', async (alg) => {
    const ana = colleague('operator');
    directory.tamper = headed({ alg, kid: alg === 'ES256' ? 'ec' : 'rsa' });
    await ana.signIn();
    expect(await ana.isIn()).toBe(true);
  });

  const isOver = [400, 'This sign-in is over'];

  test('an answer that was used', async () => {
    const ana = colleague('operator');
    const address = await ana.comeBack();
    await ana.open(address);
    await ana.open('/staff');
    await ana.browser.submit('/staff/sign-out');
    const page = await ana.open(address);
    expect([page.status, ana.title]).toEqual(isOver);
    expect(await ana.isIn()).toBe(false);
  });

  test('one of two at once', async () => {
    const ana = colleague('operator');
    const address = await ana.comeBack();
    const pages = await Promise.all([ana.open(address), ana.open(address), ana.open(address)]);
    const counts = [200, 400].map(
      (wanted) => pages.filter(({ status }) => status === wanted).length,
    );
    expect(counts).toEqual([1, 2]);
  });

  test('an answer in another browser, or in none', async () => {
    const [ana, eve] = [colleague('operator'), colleague(null)];
    const address = await ana.comeBack();
    await eve.open('/staff/sign-in');
    expect([(await eve.open(address)).status, eve.title]).toEqual(isOver);
    expect((await new HeadlessBrowser().open(address)).status).toBe(400);
    expect(await eve.isIn()).toBe(false);
    await ana.open(address);
    expect(await ana.isIn()).toBe(true);
  });

  test('an answer after ten minutes', async () => {
    const ana = colleague('operator');
    const address = await ana.comeBack();
    await service.travel(10 * 60);
    expect([(await ana.open(address)).status, ana.title]).toEqual(isOver);
  });

  test('an answer that another identity provider signs', async () => {
    const ana = colleague('operator');
    const address = new URL(await ana.comeBack());
    const right = address.href;
    address.searchParams.set('iss', 'https://login.evil.example');
    expect([(await ana.open(address.href)).status, ana.title]).toEqual(isOver);
    address.searchParams.delete('code');
    address.searchParams.set('error', 'access_denied');
    expect([(await ana.open(address.href)).status, ana.title]).toEqual(isOver);
    // Whoever asked is not hindered by somebody else's answer.
    await ana.open(right);
    expect(await ana.isIn()).toBe(true);
  });

  test('an answer without its sender, where the identity provider says who it is', async () => {
    const ana = colleague('operator');
    const address = new URL(await ana.comeBack());
    address.searchParams.delete('iss');
    expect([(await ana.open(address.href)).status, ana.title]).toEqual([
      400,
      'The city’s sign-in did not work',
    ]);
  });

  test('an answer that says no, after which its code is no good', async () => {
    const ana = colleague('operator');
    const address = await ana.comeBack();
    const no = new URL(address);
    no.searchParams.delete('code');
    no.searchParams.set('error', 'access_denied');
    no.searchParams.set('error_description', '<b>in-the-description</b>');
    const page = await ana.open(no.href);
    expect([page.status, ana.title]).toEqual([200, 'You did not sign in']);
    expect(page.text).not.toContain('in-the-description');
    expect([(await ana.open(address)).status, ana.title]).toEqual(isOver);
  });

  test.each(['?', '?code=a', '?state=a', '?code=a&state=b&state=c', '?code=a&state=b&error=c'])(
    'an address with %s',
    async (query) => {
      const ana = colleague('operator');
      await ana.open('/staff/sign-in');
      const page = await ana.open(`/staff/sign-in/callback${query}`);
      expect([page.status, ana.title]).toEqual(isOver);
    },
  );

  test('a code that the identity provider does not know', async () => {
    const ana = colleague('operator');
    const address = new URL(await ana.comeBack());
    address.searchParams.set('code', 'made-up');
    expect((await ana.open(address.href)).status).toBe(400);
    expect(service.log()).toContain('"code":"invalid_grant"');
  });
});

describe('an identity provider that does not answer', () => {
  test('is said on a calm page, and passkeys work', async () => {
    directory.downAt = everywhere;
    const dark = await startTestService({}, undefined, { directory });
    const clerk = await Clerk.start(dark, 'viewer');
    await clerk.submit('/staff/sign-out');
    await clerk.browser.open(new URL('/staff/sign-in', dark.url));
    const page = await clerk.submit('/sign-in/directory');
    expect(page.status).toBe(503);
    expect(page.text).toContain('We cannot reach the city’s sign-in right now.');
    const { url } = await clerk.submit('/staff/sign-in', { answer: clerk.answer('use') });
    expect(url.pathname).toBe('/staff');
    await dark.stop();
  });

  test('on the way back, too, and can be tried again', async () => {
    const ana = colleague('operator');
    const address = await ana.comeBack('/staff/policy');
    directory.downAt = everywhere;
    const page = await ana.open(address);
    expect([page.status, ana.title]).toEqual([503, 'We cannot reach the city’s sign-in']);
    expect(page.text).toContain('/staff/sign-in?back=%2Fstaff%2Fpolicy');
  });

  test.each<[string, (metadata: object) => object]>([
    ['is somebody else', (metadata) => ({ ...metadata, issuer: 'https://login.evil.example' })],
    [
      'has an address of no kind',
      (metadata) => ({ ...metadata, authorization_endpoint: 'javascript:0' }),
    ],
    ['has no keys', (metadata) => ({ ...metadata, jwks_uri: undefined })],
  ])('is one that %s', async (_what, pretend) => {
    directory.pretend = pretend;
    const fresh = await startTestService({}, undefined, { directory });
    const clerk = new CityClerk(fresh, 'nobody');
    await clerk.open('/staff/sign-in');
    expect((await clerk.browser.submit('/sign-in/directory')).status).toBe(503);
    await fresh.stop();
  });
});
