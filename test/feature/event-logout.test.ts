import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { OpenSessions } from '../../src/residents/open-sessions.ts';
import { CityService } from '../support/city-service.ts';
import type { Connection } from '../support/city-service.ts';
import { newPerson } from '../support/evidence.ts';
import { EventReceiver, readOn } from '../support/event-receiver.ts';
import { eventually } from '../support/eventually.ts';
import { deleteEverything } from '../support/fresh-proof.ts';
import { PushEndpoint } from '../support/push-endpoint.ts';
import { Resident } from '../support/resident.ts';
import { sharedSettings } from '../support/service-process.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';
import { staffMember } from '../support/staff.ts';
import { GoogleTells } from '../support/told.ts';

const logout = 'http://schemas.openid.net/event/backchannel-logout';

let service: TestService;
let endpoint: PushEndpoint;
let parks: EventReceiver;
let library: CityService;
beforeAll(async () => {
  service = await startTestService({ ...sharedSettings(), API_PER_SECOND: '1000' });
  endpoint = await PushEndpoint.open();
  endpoint.react = () => ({ status: 200 });
  parks = await EventReceiver.open(service, { backchannelLogoutUri: endpoint.url });
  library = await CityService.register(service);
});
afterAll(async () => {
  parks.close();
  library.close();
  await endpoint.down();
  await service.stop();
});
beforeEach(() => {
  endpoint.came.length = 0;
});
afterEach(() => service.database.query('delete from civic.event_stream'));

async function signedIn(resident = new Resident(service)) {
  const page = await resident.link('google', { person: newPerson(service) });
  const link = page.url.pathname.split('/').at(-1) ?? '';
  return { resident, link, connection: await parks.app.connect(resident) };
}

async function signOut(resident: Resident): Promise<void> {
  await resident.open('/account');
  await resident.browser.submit('/sign-out');
}

async function residentId(link: string): Promise<string> {
  const [row] = await service.database.query<{ id: string }>(
    'select resident_id as id from civic.link where id = $1',
    [link],
  );
  return row?.id ?? '';
}

const tokens = () =>
  endpoint.came.map(({ body }) => new URLSearchParams(body).get('logout_token') ?? '');
const sidOf = ({ idToken }: Connection) => decodeJwt<{ sid: string }>(idToken).sid;

/** More sign-ins like one, in the same session. */
const signInAgain = (connection: Connection, times: number) =>
  service.database.query(
    `insert into civic.app_grant
     select (jsonb_populate_record(one, jsonb_build_object('id', gen_random_uuid()))).*
     from civic.app_grant as one, generate_series(1, $2) where one.id = $1`,
    [sidOf(connection), times],
  );

/** The sign-ins that the app was told have ended. */
async function endedSids(count: number): Promise<unknown[]> {
  await readOn(service);
  await eventually(() => endpoint.came.length >= count);
  return tokens().map((token) => decodeJwt(token).sid);
}

test('BL-03 discovery and the ID token say that there is back-channel logout', async () => {
  const { json } = await library.call('/.well-known/openid-configuration', { method: 'GET' });
  expect(json).toMatchObject({
    backchannel_logout_supported: true,
    backchannel_logout_session_supported: true,
  });
  const { connection } = await signedIn();
  expect(sidOf(connection)).toBe(decodeJwt<{ sid: string }>(connection.accessToken).sid);
});

test('BL-01 the logout token is as the standard says', async () => {
  const { resident, connection } = await signedIn();
  await signOut(resident);
  await endedSids(1);
  const [came] = endpoint.came;
  expect(came?.headers['content-type']).toBe('application/x-www-form-urlencoded');
  const keys = createRemoteJWKSet(new URL('/.well-known/jwks.json', service.url));
  const { payload, protectedHeader } = await jwtVerify(tokens()[0] ?? '', keys, {
    issuer: service.url,
    audience: parks.app.id,
    typ: 'logout+jwt',
    algorithms: ['RS256'],
    currentDate: new Date(Number(decodeJwt(tokens()[0] ?? '').iat) * 1000),
  });
  expect(protectedHeader.alg).toBe('RS256');
  expect(payload).toEqual({
    iss: service.url,
    aud: parks.app.id,
    iat: expect.any(Number),
    exp: Number(payload.iat) + 120,
    jti: expect.any(String),
    sub: decodeJwt(connection.idToken).sub,
    sid: sidOf(connection),
    events: { [logout]: {} },
  });
});

describe('an app hears', () => {
  test('of every way in which a session ends, and which sign-in it was', async () => {
    const { link, connection } = await signedIn();
    const id = await residentId(link);
    const staff = staffMember('operator');
    await service.running.app.get(OpenSessions).endByStaff(staff, id, 'security');
    expect(await endedSids(1)).toEqual([sidOf(connection)]);
  });

  test('when a session is ended from another browser', async () => {
    const person = newPerson(service);
    const resident = new Resident(service);
    await resident.link('google', { person });
    const connection = await parks.app.connect(resident);
    const elsewhere = new Resident(service);
    await elsewhere.travel('google', { person });
    await elsewhere.open('/account/sessions');
    await elsewhere.browser.submit('/account/sessions/end-others');
    expect(await endedSids(1)).toEqual([sidOf(connection)]);
  });

  test('when the link is removed or everything is deleted, once for each sign-in', async () => {
    const { resident, connection } = await signedIn();
    const second = await parks.app.connect(resident, { state: 'again' });
    await resident.open('/account/delete');
    await deleteEverything(resident);
    const ended = await endedSids(2);
    expect(new Set(ended)).toEqual(new Set([sidOf(connection), sidOf(second)]));
    expect(ended).toHaveLength(2);
  });

  test('of more than twenty sign-ins that end together once, by its resident alone', async () => {
    const { resident, connection } = await signedIn();
    await signInAgain(connection, 20);
    await signOut(resident);
    expect(await endedSids(1)).toEqual([undefined]);
    expect(decodeJwt(tokens()[0] ?? '').sub).toBe(decodeJwt(connection.idToken).sub);
  });

  test('of each of them when it ends only those that are named', async () => {
    const settings = { backchannelLogoutUri: endpoint.url, backchannelLogoutSessionRequired: true };
    const pools = await CityService.register(service, settings);
    const resident = new Resident(service);
    await resident.link('google', { person: newPerson(service) });
    const connection = await pools.connect(resident);
    await signInAgain(connection, 20);
    await signOut(resident);
    const ended = await endedSids(21);
    expect(new Set(ended).size).toBe(21);
    expect(ended).toContain(sidOf(connection));
    pools.close();
  });

  test.each([
    ['account-disabled', '107700000000000001'],
    ['sessions-revoked', '107700000000000002'],
  ])(
    'when a provider says %s, with an event and the end of the sign-in',
    async (event, subject) => {
      await parks.renew();
      await parks.create();
      const resident = new Resident(service);
      await resident.link('google', { person: newPerson(service, { subject }) });
      const connection = await parks.app.connect(resident);
      const google = new GoogleTells(service);
      // The clock stands still here, and that of the database goes on.
      const after = { iat: google.now + 120 };
      const { status } = await google.tell(event, subject, after, { reason: 'hijacking' });
      expect(status).toBe(202);
      expect(await endedSids(1)).toEqual([sidOf(connection)]);
      const told = await parks.waiting();
      expect(told.map(({ sub_id: { sub } }) => sub)).toEqual([decodeJwt(connection.idToken).sub]);
      expect(Object.keys(told[0]?.events ?? {})[0]).toMatch(/session-revoked$/);
    },
  );

  test('when a resident who signed in once more in the same browser signs out', async () => {
    const person = newPerson(service);
    const resident = new Resident(service);
    await resident.link('google', { person });
    const connection = await parks.app.connect(resident);
    await resident.travel('google', { person });
    await readOn(service);
    expect(endpoint.came).toEqual([]);
    await signOut(resident);
    expect(await endedSids(1)).toEqual([sidOf(connection)]);
  });

  test('nothing when it was not visited in that session, or has no address for it', async () => {
    const { resident } = await signedIn();
    await signOut(resident);
    await endedSids(1);
    endpoint.came.length = 0;
    const other = new Resident(service);
    await other.link('google', { person: newPerson(service) });
    await library.connect(other);
    await signOut(other);
    await readOn(service);
    const rows = await service.database.query(
      `select 1 from civic.event_delivery where state = 'waiting'`,
    );
    expect([rows.length, endpoint.came.length]).toEqual([0, 0]);
  });

  test('as an event, too, if it has a stream: a session has ended', async () => {
    await parks.renew();
    await parks.create();
    const { resident, connection } = await signedIn();
    await signOut(resident);
    const [event] = await parks.waiting();
    expect(event?.sub_id.sub).toBe(decodeJwt(connection.idToken).sub);
    expect(Object.values(event?.events ?? {})).toEqual([
      expect.objectContaining({ reason_admin: { en: expect.stringMatching(/./) } }),
    ]);
  });
});

test('BL-02 what the app does not take is tried again, and the record shows it', async () => {
  endpoint.react = () => ({ status: 503 });
  const { resident } = await signedIn();
  await signOut(resident);
  await endedSids(1);
  const errors = () =>
    service.database.query<{ state: string; error: string }>(
      'select state, error from civic.event_delivery',
    );
  await eventually(async () => (await errors())[0]?.error === 'status-503');
  endpoint.react = () => ({ status: 204 });
  await service.travel(60);
  await eventually(async () => (await errors())[0]?.state === 'delivered');
  expect(endpoint.came.length).toBeGreaterThan(1);
  endpoint.react = () => ({ status: 200 });
});

test.each([
  'http://parks.example.gov/logout',
  'https://parks.example.gov/logout#x',
  'https://parks.example.gov:444/logout',
  'https://me@parks.example.gov/logout',
  'https://10.0.0.1/logout',
])('BL-04 an address keeps the rules of every place that is sent to, and not %s', async (uri) => {
  const registering = CityService.register(service, { backchannelLogoutUri: uri });
  await expect(registering).rejects.toThrow('logout-uri-unsafe');
});
