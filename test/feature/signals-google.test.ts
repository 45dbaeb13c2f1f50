import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import jwt from 'jsonwebtoken';
import { signAsGoogle } from '../../dev/simulator/google/sign.ts';
import { TokenSigner } from '../../src/keys/token-signer.ts';
import { Evidence, newPerson } from '../support/evidence.ts';
import { CityService } from '../support/city-service.ts';
import { RunningClock } from '../support/fixed-clock.ts';
import { Household, textOf } from '../support/household.ts';
import { violations } from '../support/invariants.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';
import { Clerk } from '../support/staff.ts';
import { providerClients } from '../support/test-config.ts';
import { GoogleTells } from '../support/told.ts';

/* What Google tells is believed when Google signed it for us, done once, and never about anybody else. */

let service: TestService;
let google: GoogleTells;
let evidence: Evidence;
let parks: CityService;
beforeAll(async () => {
  service = await startTestService({}, new RunningClock());
  google = new GoogleTells(service);
  evidence = new Evidence(service);
  parks = await CityService.register(service);
});
afterAll(async () => {
  parks.close();
  await service.stop();
});

let count = 0;
let sub: string;
let home: Household;
beforeEach(async () => {
  await service.travel(120);
  count += 1;
  sub = `1000000000000000${100 + count}`;
  home = await Household.settle(service, 'google', newPerson(service, { subject: sub }));
});

const isSignedIn = async (): Promise<boolean> =>
  (await home.resident.open('/account')).url.pathname === '/account';
const entries = async (type: string): Promise<number> => (await home.ledger(type)).length;

describe('C-83 a forged Security Event Token', () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const claims = (changes: object = {}): object =>
    google.claims({ 'sessions-revoked': google.about(sub) }, changes);
  const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
  const id = providerClients.google.id;

  const forgeries: [string, string, () => string | Promise<string>][] = [
    [
      'no algorithm',
      'invalid_request',
      () => `${encode({ alg: 'none', kid: 'simulated' })}.${encode(claims())}.`,
    ],
    [
      'no algorithm and some signature',
      'invalid_request',
      () => `${encode({ alg: 'none', kid: 'simulated' })}.${encode(claims())}.AA`,
    ],
    [
      'HS256 with the client id',
      'invalid_request',
      () => jwt.sign(claims(), id, { algorithm: 'HS256', keyid: 'simulated' }),
    ],
    [
      'another key under the right name',
      'invalid_key',
      () => jwt.sign(claims(), privateKey, { algorithm: 'RS256', keyid: 'simulated' }),
    ],
    [
      'another name',
      'invalid_key',
      () => jwt.sign(claims(), privateKey, { algorithm: 'RS256', keyid: 'gone' }),
    ],
    [
      'no name of a key',
      'invalid_request',
      () => jwt.sign(claims(), privateKey, { algorithm: 'RS256' }),
    ],
    [
      'another issuer',
      'invalid_issuer',
      () => signAsGoogle(claims({ iss: 'https://evil.example/' })),
    ],
    ['another audience', 'invalid_audience', () => signAsGoogle(claims({ aud: 'another' }))],
    [
      'several other audiences',
      'invalid_audience',
      () => signAsGoogle(claims({ aud: ['a', 'b'] })),
    ],
    ['no audience', 'invalid_request', () => signAsGoogle(claims({ aud: undefined }))],
    [
      'a demand that we do not know',
      'invalid_request',
      () => signAsGoogle(claims(), { crit: ['exp'] }),
    ],
    ['another type', 'invalid_request', () => signAsGoogle(claims(), { typ: 'at+jwt' })],
    [
      'an ID token',
      'invalid_request',
      () => signAsGoogle(claims({ events: undefined, sub, exp: google.now + 60 }), { typ: 'JWT' }),
    ],
    ['no events', 'invalid_request', () => signAsGoogle(claims({ events: {} }))],
    ['events that are a list', 'invalid_request', () => signAsGoogle(claims({ events: [] }))],
    ['no id', 'invalid_request', () => signAsGoogle(claims({ jti: undefined }))],
    ['no time', 'invalid_request', () => signAsGoogle(claims({ iat: undefined }))],
    ['a time to come', 'invalid_request', () => signAsGoogle(claims({ iat: google.now + 3600 }))],
    ['an end that is over', 'invalid_request', () => signAsGoogle(claims({ exp: google.now - 1 }))],
    ['the JSON form', 'invalid_request', () => jsonForm(signAsGoogle(claims()))],
    [
      'a token of our own',
      'invalid_key',
      () =>
        service.running.app.get(TokenSigner).sign({
          algorithm: 'RS256',
          typ: 'secevent+jwt',
          claims: { ...claims(), iat: google.now },
        }),
    ],
    ['no token', 'invalid_request', () => 'hello'],
  ];

  test.each(forgeries)('with %s is refused and has no effect', async (_, err, forge) => {
    const before = await evidence.everything();
    const answer = await google.send(await forge());
    expect([answer.status, JSON.parse(answer.text)]).toEqual([
      400,
      { err, description: expect.any(String) },
    ]);
    expect(await evidence.everything()).toEqual(before);
    expect(await entries('link.signed-out')).toBe(0);
    expect(await isSignedIn()).toBe(true);
  });

  test('is refused when it is too large, or calls itself something else', async () => {
    const large = await google.send('x'.repeat(300_000));
    expect([large.status, JSON.parse(large.text)]).toMatchObject([413, { err: 'invalid_request' }]);
    for (const type of ['application/json', 'text/plain', 'application/jwt']) {
      const url = `${service.url}/signals/google`;
      const headers = { 'content-type': type };
      const body = JSON.stringify(signAsGoogle(claims()));
      const { status } = await fetch(url, { method: 'POST', headers, body });
      expect([400, 415]).toContain(status);
    }
    expect(await isSignedIn()).toBe(true);
  });

  test.each([
    ['the issuer without its slash', () => ({ iss: `${service.simulator.url}/google` })],
    ['a single audience', () => ({ aud: id })],
    ['ours among several audiences', () => ({ aud: ['other', id] })],
    ['an end to come', () => ({ exp: google.now + 60 })],
  ])('is something else than one with %s', async (_, changes) => {
    expect(await google.send(signAsGoogle(claims(changes())))).toEqual({ status: 202, text: '' });
    expect(await isSignedIn()).toBe(false);
  });

  test('is something else than one of the types JWT, or of none', async () => {
    for (const typ of ['JWT', 'application/secevent+jwt', undefined])
      expect((await google.send(signAsGoogle(claims(), { typ }))).status).toBe(202);
  });

  test('makes us ask Google for its keys once a minute and no more', async () => {
    await google.tell('sessions-revoked', 'nobody');
    await service.travel(120);
    const asked = () =>
      service.simulator.requests.filter(({ endpoint }) => endpoint === 'keys').length;
    const before = asked();
    const unknown = (kid: string) =>
      jwt.sign(claims(), privateKey, { algorithm: 'RS256', keyid: kid });
    const answers = await Promise.all(
      Array.from({ length: 20 }, (__, n) => google.send(unknown(`key-${n}`))),
    );
    // Whoever waited for the answer hears that there is no such key; who came after it, to come again.
    expect(answers.map(({ status }) => status)).toContain(400);
    expect(answers.every(({ status }) => status === 400 || status === 503)).toBe(true);
    expect(asked()).toBe(before + 1);
    await service.travel(61);
    await google.send(unknown('another'));
    expect(asked()).toBe(before + 2);
  });

  test('is to come again while Google has not been asked for that key, and is refused once it was', async () => {
    await google.tell('sessions-revoked', 'nobody');
    await service.travel(120);
    const unknown = jwt.sign(claims(), privateKey, { algorithm: 'RS256', keyid: 'new' });
    expect((await google.send(unknown)).status).toBe(400);
    const known = await google.tell('verification', 'nobody');
    expect(known.status).toBe(202);
    const again = await google.send(unknown);
    expect([again.status, again.retryAfter]).toEqual([
      503,
      expect.stringMatching(/^([1-5]?\d|60)$/),
    ]);
    await service.travel(61);
    expect((await google.send(unknown)).status).toBe(400);
  });
});

function jsonForm(token: string): string {
  const [encoded, payload, signature] = token.split('.');
  return JSON.stringify({ protected: encoded, payload, signature });
}

describe('C-84 a signal', () => {
  test('UP-18 that comes twenty times at once takes effect once', async () => {
    const token = signAsGoogle(google.claims({ 'sessions-revoked': google.about(sub) }));
    const replica = await service.replica();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        google.send(token, n % 2 ? service.address : replica.address),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(202));
    expect(await entries('link.signed-out')).toBe(1);
    await home.signIn('google', home.resident);
    expect((await google.send(token)).status).toBe(202);
    expect(await isSignedIn()).toBe(true);
  });

  test('that an account works is not believed when it is older than that it does not', async () => {
    const at = google.now;
    await google.tell('account-disabled', sub, { iat: at });
    await google.tell('account-enabled', sub, { iat: at - 60 });
    await google.tell('account-enabled', sub, { iat: at });
    expect((await home.signIn()).page.url.pathname).toBe('/link/ended/suspended');
    await google.tell('account-enabled', sub, { iat: at + 1 });
    expect((await home.signIn()).page.url.pathname).toBe('/account');
    await google.tell('account-disabled', sub, { iat: at });
    expect((await home.signIn()).page.url.pathname).toBe('/account');
    expect([await entries('link.suspended'), await entries('link.resumed')]).toEqual([1, 1]);
  });

  test('that is older than the link is about an earlier one', async () => {
    for (const event of ['sessions-revoked', 'account-disabled', 'account-purged'])
      expect((await google.tell(event, sub, { iat: google.now - 3600 })).status).toBe(202);
    expect(await isSignedIn()).toBe(true);
    expect(await home.linkWith('google')).not.toBe('');
  });

  test('about somebody whom we do not know is taken, and leaves nothing', async () => {
    const tables = ['heard_signal', 'waiting_signal', 'signal_removal', 'ledger_entry', 'link'];
    const counts = () => Promise.all(tables.map((table) => evidence.count(table)));
    const before = await counts();
    for (const event of [
      'sessions-revoked',
      'account-disabled',
      'account-enabled',
      'account-purged',
    ])
      expect(await google.tell(event, 'nobody')).toEqual({ status: 202, text: '' });
    expect(await counts()).toEqual(before);
  });

  test('with two events does both', async () => {
    const about = google.about(sub);
    const token = signAsGoogle(
      google.claims({
        'sessions-revoked': about,
        'account-disabled': { ...about, reason: 'hijacking' },
      }),
    );
    expect((await google.send(token)).status).toBe(202);
    expect([await entries('link.signed-out'), await entries('link.suspended')]).toEqual([1, 1]);
  });

  test('over a month old may have come before, and does nothing', async () => {
    const old = google.now;
    await service.travel(31 * 86_400);
    await home.signIn('google', home.resident);
    await google.tell('sessions-revoked', sub, { iat: old });
    expect(await isSignedIn()).toBe(true);
  });
});

describe('what Google tells of an account', () => {
  test.each([
    'sessions-revoked',
    'tokens-revoked',
    'token-revoked',
    'account-credential-change-required',
  ])('%s ends what was opened with it, and the link stays', async (event) => {
    const connection = await parks.connect(home.resident);
    expect((await google.tell(event, sub)).status).toBe(202);
    expect(await isSignedIn()).toBe(false);
    expect((await parks.introspect(connection.accessToken)).json.active).toBe(false);
    const [entry] = await home.ledger('link.signed-out');
    const alarm = event.replace(/^account-/, '');
    expect(entry).toMatchObject({ actor: 'google', detail: { provider: 'google', alarm } });
    const told = await service.database.query(
      'select app_id from civic.ledger_recipient where entry_id = $1',
      [entry?.id],
    );
    expect(told).toEqual([{ app_id: parks.app.id }]);
    expect((await home.signIn()).page.url.pathname).toBe('/account');
  });

  test('UP-18 account-disabled ends the same and lets nobody in until account-enabled', async () => {
    const connection = await parks.connect(home.resident);
    await google.tell('account-disabled', sub, {}, { reason: 'hijacking' });
    await google.tell('account-disabled', sub, { iat: google.now + 1 });
    expect((await parks.introspect(connection.accessToken)).json.active).toBe(false);
    expect(await isSignedIn()).toBe(false);
    const visitor = await home.signIn();
    expect(textOf(visitor.page)).toContain('Google told us that this account is not safe');
    expect(await home.ledger('link.suspended')).toMatchObject([
      { actor: 'google', detail: { provider: 'google', cause: 'hijacking' } },
    ]);
    await service.travel(60);
    await google.tell('account-enabled', sub);
    const back = await home.signIn();
    expect(back.page.url.pathname).toBe('/account');
    expect(textOf(back.page)).toContain('Since your last visit');
    expect(textOf(back.page)).toContain('Told us that someone took over your Google account');
    const activity = textOf(await back.open('/account/activity'));
    expect(activity).toContain('Told us that your Google account works again');
    expect(textOf(await back.open('/es/account/activity'))).toContain('Nos avisó que su cuenta');
    expect((await parks.introspect(connection.accessToken)).json.active).toBe(false);
  });

  test('a suspended account proves nothing for somebody who is signed in with another', async () => {
    await home.linkAnother();
    await google.tell('account-disabled', sub);
    expect(await isSignedIn()).toBe(true);
    const account = textOf(home.resident.page);
    expect(account).toContain('You cannot sign in with it until Google says that it works again');
    const clerk = await Clerk.start(service, 'viewer');
    await clerk.open('/staff/find');
    await clerk.submit('/staff/find', { purpose: 'help', text: home.residentId });
    await clerk.submit('/staff/records');
    expect(textOf(clerk.page)).toContain('The provider says that it does not work');
    await home.resident.open('/account/delete');
    const asked = await home.resident.open('/prove/erase');
    expect(asked.text).not.toContain('name="provider" value="google"');
    expect(textOf(asked)).toContain('Google told us that this account is not safe');
    const refused = await home.resident.browser.submit('/prove/erase', { provider: 'google' });
    expect(refused.url.pathname).toBe('/link/ended/suspended');
    expect(await evidence.count('proof')).toBe(0);
  });

  test('account-purged removes the link, and an only one leaves the record unreachable', async () => {
    const connection = await parks.connect(home.resident);
    await google.tell('account-purged', sub);
    expect(await home.linkWith('google')).toBe('');
    expect((await parks.introspect(connection.accessToken)).json.active).toBe(false);
    expect(await home.ledger('link.removed')).toMatchObject([
      {
        actor: 'google',
        detail: { provider: 'google', reason: 'account_closed', onlyLink: true },
      },
    ]);
    expect(await home.ledger('resident.unreachable')).toMatchObject([{ actor: 'google' }]);
  });

  test('identifier-changed, and what nobody knows, is taken and changes nothing', async () => {
    for (const event of ['identifier-changed', 'identifier-recycled', 'moon-phase'])
      expect((await google.tell(event, sub)).status).toBe(202);
    expect(await isSignedIn()).toBe(true);
  });

  test('the trial signal is known by its text and its time', async () => {
    const token = signAsGoogle(google.claims({ verification: { state: 'trial-7' } }));
    expect((await google.send(token)).status).toBe(202);
    const rows = await service.database.query('select provider, state from civic.signal_trial');
    expect(rows).toEqual([{ provider: 'google', state: 'trial-7' }]);
  });

  test('the simulated Google tells when it is asked to', async () => {
    const to = `${service.url}/signals/google`;
    const told = { person: home.person, event: 'account-disabled', reason: 'hijacking', to };
    const answer = await fetch(`${service.simulator.url}/__sim/signals/google`, {
      method: 'POST',
      body: JSON.stringify({ ...told, iat: google.now }),
    });
    expect(await answer.json()).toEqual({ status: 202, body: '' });
    expect(await entries('link.suspended')).toBe(1);
  });

  test('breaks no rule of the design', async () => {
    const query = (sql: string) => service.database.query<{ broken: string }>(sql);
    expect(await violations(query)).toEqual([]);
  });

  test('is nowhere in the log', () => {
    expect(service.log()).not.toContain(sub);
  });
});
