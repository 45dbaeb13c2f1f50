import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import { Apps } from '../../src/apps/apps.ts';
import { PushClock } from '../../src/feed/push-clock.ts';
import { EventReceiver, push } from '../support/event-receiver.ts';
import type { EventClaims } from '../support/event-receiver.ts';
import { ManyEvents } from '../support/many-events.ts';
import { PushEndpoint } from '../support/push-endpoint.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';
import { eventually } from '../support/eventually.ts';

let service: TestService;
let parks: EventReceiver;
let endpoint: PushEndpoint;
let many: ManyEvents;
beforeAll(async () => {
  service = await startTestService({ API_PER_SECOND: '1000' });
  parks = await EventReceiver.open(service);
  many = new ManyEvents(service);
});
afterAll(async () => {
  parks.close();
  await service.stop();
});
beforeEach(async () => {
  await service.database.query('delete from civic.event_stream');
  await parks.renew();
  endpoint = await PushEndpoint.open();
});
afterEach(() => endpoint.down());

const look = () => service.running.app.get(PushClock).look();
const status = async () => (await parks.ask('GET', '/feed/status')).json;
const delivery = (more: object = {}) => ({
  delivery: { method: push, endpoint_url: endpoint.url, ...more },
});
const states = () =>
  service.database.query<{ state: string; error: string | null; attempts: number }>(
    'select state, error, attempts from civic.event_delivery order by seq',
  );
const enabled = () => eventually(async () => (await status()).status === 'enabled');

/** A stream that works, and nothing in it. */
async function open(): Promise<void> {
  await parks.create(delivery());
  await enabled();
  endpoint.came.length = 0;
  await service.database.query('delete from civic.event_delivery');
}

const bodies = () => Promise.all(endpoint.came.map(({ body }) => parks.verify(body)));
const aboutIn = (set: string) => decodeJwt<EventClaims>(set).sub_id.sub;
const subjects = async () => (await bodies()).map(({ sub_id }) => sub_id.sub);

describe('an endpoint', () => {
  test('C-88 gets no event before it has accepted a verification', async () => {
    endpoint.react = () => ({ status: 404 });
    await parks.create(delivery());
    await many.of(parks.app.id, ['ana']);
    await eventually(() => endpoint.came.length > 0);
    expect(await status()).toMatchObject({ status: 'paused' });
    const asked = await parks.ask('POST', '/feed/status', { status: 'enabled' });
    expect(asked.json.status).toBe('paused');
    endpoint.react = () => ({ status: 202 });
    await service.travel(60);
    await look();
    await enabled();
    await eventually(async () => (await subjects()).includes('ana'));
    const [first] = await bodies();
    expect(Object.keys(first?.events ?? {})).toEqual([
      'https://schemas.openid.net/secevent/ssf/event-type/verification',
    ]);
  });

  test('C-88 that is changed is asked again, and what waits goes nowhere until then', async () => {
    await open();
    const other = await PushEndpoint.open();
    other.react = () => ({ status: 400, body: '{"err":"invalid_audience"}' });
    const changed = { delivery: { method: push, endpoint_url: other.url } };
    expect((await parks.ask('PATCH', '/feed/streams', changed)).status).toBe(200);
    await many.of(parks.app.id, ['ana']);
    await eventually(() => other.came.length > 0);
    await look();
    expect([other.came.length, endpoint.came.length]).toEqual([1, 0]);
    await other.down();
  });

  test('C-88 is not opened by what another one says later that was asked before', async () => {
    const late = Promise.withResolvers<{ status: number }>();
    endpoint.react = () => late.promise;
    await parks.create(delivery());
    await eventually(() => endpoint.came.length === 1);
    const other = await PushEndpoint.open();
    other.react = () => ({ status: 503 });
    const changed = { delivery: { method: push, endpoint_url: other.url } };
    await parks.ask('PATCH', '/feed/streams', changed);
    late.resolve({ status: 202 });
    await eventually(() => other.came.length > 0);
    expect(await status()).toMatchObject({ status: 'paused' });
    await other.down();
  });

  test('C-88 is asked what is meant for it, and not what another one did not answer', async () => {
    endpoint.react = () => ({ status: 503 });
    await parks.create(delivery());
    await eventually(async () => (await states())[0]?.error === 'status-503');
    const [asked] = await bodies();
    const other = await PushEndpoint.open();
    await parks.ask('PATCH', '/feed/streams', {
      delivery: { method: push, endpoint_url: other.url },
    });
    await enabled();
    expect(await states()).toEqual([{ state: 'delivered', error: null, attempts: 1 }]);
    const [first, ...more] = await Promise.all(other.came.map(({ body }) => parks.verify(body)));
    expect(first?.jti).not.toBe(asked?.jti);
    expect(more).toEqual([]);
    await other.down();
  });

  test('SE-04 is sent a SET as the standard says, with what it wants to know us by', async () => {
    await parks.create(delivery({ authorization_header: 'Bearer of-ours' }));
    await enabled();
    const [first] = endpoint.came;
    expect(first).toMatchObject({
      method: 'POST',
      path: '/events',
      headers: {
        'content-type': 'application/secevent+jwt',
        accept: 'application/json',
        authorization: 'Bearer of-ours',
      },
    });
    const stored = await service.database.query('select * from civic.event_stream');
    expect(JSON.stringify(stored)).not.toContain('of-ours');
    expect((await parks.ask('GET', '/feed/streams')).text).not.toContain('of-ours');
  });
});

describe('events that are sent', () => {
  test('arrive in the order of each resident', async () => {
    await open();
    const people = ['ana', 'ben', 'ana', 'ana', 'ben', 'ana'];
    await many.of(parks.app.id, people);
    await eventually(() => endpoint.came.length === people.length);
    const came = await bodies();
    const numbersOf = (who: string) =>
      came.filter(({ sub_id }) => sub_id.sub === who).map(({ jti }) => jti);
    expect(numbersOf('ana')).toEqual(['event-1', 'event-3', 'event-4', 'event-6']);
    expect(numbersOf('ben')).toEqual(['event-2', 'event-5']);
    await eventually(async () => (await states()).every(({ state }) => state === 'delivered'));
  });

  test('SE-04 and refused are kept with the code, offered again, and delay nobody else', async () => {
    await open();
    const refusal = { status: 400, body: '{"err":"invalid_key","description":"Ana, 555-0100"}' };
    endpoint.react = ({ body }) => (aboutIn(body) === 'ana' ? refusal : { status: 202 });
    await many.of(parks.app.id, ['ana', 'ben', 'ana']);
    await eventually(async () => (await states())[1]?.state === 'delivered');
    await eventually(async () => (await states())[0]?.error !== null);
    const [first, , third] = await states();
    expect(first).toEqual({ state: 'waiting', error: 'invalid_key', attempts: 1 });
    expect(third).toEqual({ state: 'waiting', error: null, attempts: 0 });
    for (let hour = 0; hour < 25; hour += 1) {
      await service.travel(3600);
      await look();
      const before = endpoint.came.length;
      await eventually(() => endpoint.came.length >= before);
    }
    await service.travel(7200);
    await look();
    await eventually(async () => (await states())[0]?.state === 'dead');
    expect(endpoint.came.length).toBeLessThan(40);
    expect(service.log()).not.toContain('555-0100');
  });

  test.each([
    ['refused', 400],
    ['not taken', 503],
  ])('and %s are not given up for having waited while the stream was paused', async (_, code) => {
    await open();
    endpoint.react = () => ({ status: code });
    await many.of(parks.app.id, ['ana']);
    await eventually(async () => (await states())[0]?.error !== null);
    await parks.ask('POST', '/feed/status', { status: 'paused' });
    await many.of(parks.app.id, ['ben']);
    await service.travel(25 * 3600);
    await parks.renew();
    await parks.ask('POST', '/feed/status', { status: 'enabled' });
    await look();
    await eventually(async () => (await states())[1]?.error !== null);
    expect((await states())[1]?.state).toBe('waiting');
  });

  test('and that a receiver always fails at delay others for a moment, and only the same resident’s', async () => {
    await open();
    endpoint.react = ({ body }) => ({ status: aboutIn(body) === 'ana' ? 500 : 202 });
    await many.of(parks.app.id, ['ana', 'ana']);
    await eventually(async () => (await states())[0]?.error === 'status-500');
    await many.of(parks.app.id, ['ben', 'cleo']);
    const later = async () => (await states()).slice(2).map(({ state }) => state);
    for (let round = 0; round < 4; round += 1) {
      const before = (await states())[0]?.attempts;
      await service.travel(40);
      await look();
      await eventually(async () => (await states())[0]?.attempts !== before);
    }
    expect(await later()).toEqual(['delivered', 'delivered']);
    expect((await states())[1]).toMatchObject({ state: 'waiting', attempts: 0 });
  });

  test('and cannot be made are kept with the reason, and go when they can be', async () => {
    await parks.create(delivery({ authorization_header: 'Bearer of-ours' }));
    await enabled();
    const [kept] = await service.database.query<{ sealed: Buffer }>(
      'select sealed_authorization as sealed from civic.event_stream',
    );
    const seal = (sealed?: Buffer) =>
      service.database.query('update civic.event_stream set sealed_authorization = $1', [sealed]);
    await seal(Buffer.from('damaged'));
    await many.of(parks.app.id, ['ana']);
    await eventually(async () => (await states())[1]?.error === 'not-signed');
    expect(await subjects()).not.toContain('ana');
    await seal(kept?.sealed);
    await service.travel(90);
    await look();
    await eventually(async () => (await subjects()).includes('ana'));
  });

  test('C-87 follow no redirect', async () => {
    await open();
    const canary = await PushEndpoint.open();
    endpoint.react = () => ({ status: 307, headers: { location: canary.url } });
    await many.of(parks.app.id, ['ana']);
    await eventually(async () => (await states())[0]?.error === 'status-307');
    expect(canary.came).toEqual([]);
    await canary.down();
  });

  test('C-87 to a receiver that hangs delay no other', async () => {
    await open();
    endpoint.react = () => null;
    const library = await EventReceiver.open(service);
    const other = await PushEndpoint.open();
    await library.create({ delivery: { method: push, endpoint_url: other.url } });
    await eventually(() => other.came.length === 1);
    await many.of(parks.app.id, ['ana', 'ben']);
    await eventually(() => endpoint.came.length === 2);
    const began = performance.now();
    await many.of(library.app.id, ['cleo']);
    await eventually(() => other.came.length === 2);
    expect(performance.now() - began).toBeLessThan(4000);
    await other.down();
    library.close();
  });

  test('wait while staff have switched the app off, and go when it is on again', async () => {
    await open();
    const library = await EventReceiver.open(service);
    const other = await PushEndpoint.open();
    await library.create({ delivery: { method: push, endpoint_url: other.url } });
    const apps = service.running.app.get(Apps);
    await apps.disable(parks.app.id);
    await many.of(parks.app.id, ['ana']);
    await service.travel(3600);
    await many.of(library.app.id, ['ben']);
    await eventually(() => other.came.length === 2);
    expect(endpoint.came).toEqual([]);
    const [waiting] = await service.database.query<{ attempts: number }>(
      `select attempts from civic.event_delivery where state = 'waiting'`,
    );
    expect(waiting).toEqual({ attempts: 0 });
    await apps.enable(parks.app.id);
    await parks.renew();
    await look();
    await eventually(() => endpoint.came.length === 1);
    await other.down();
    library.close();
  });

  test('wait while the receiver is down, and arrive when it is back', async () => {
    await open();
    await endpoint.down();
    await many.of(parks.app.id, ['ana', 'ben', 'ana']);
    await eventually(async () => (await states()).some(({ error }) => error === 'no-answer'));
    await service.travel(40);
    await endpoint.up();
    await look();
    await eventually(() => endpoint.came.length === 3);
    expect((await subjects()).map(String).toSorted()).toEqual(['ana', 'ana', 'ben']);
  });

  test('that were taken by a process that died are sent by another one', async () => {
    await open();
    await service.database.query(
      "update civic.event_stream set next_try_at = civic.now() + interval '1 hour'",
    );
    await many.of(parks.app.id, ['ana']);
    await service.database.query(
      `update civic.event_delivery set lease_until = civic.now() + interval '30 seconds'`,
    );
    await service.database.query('update civic.event_stream set next_try_at = civic.now()');
    await look();
    expect(endpoint.came).toEqual([]);
    await service.travel(31);
    await look();
    await eventually(() => endpoint.came.length === 1);
  });

  test('by two processes are sent once', async () => {
    await open();
    const replica = await service.replica();
    const people = Array.from({ length: 60 }, (_, n) => `resident-${n % 20}`);
    await many.of(parks.app.id, people);
    await replica.running.app.get(PushClock).look();
    await eventually(() => endpoint.came.length >= people.length);
    await eventually(async () => (await states()).every(({ state }) => state === 'delivered'));
    expect(endpoint.came).toHaveLength(people.length);
  });
});

test('what waits is sent by a process that is told of nothing', async () => {
  const deaf = await startTestService({
    API_PER_SECOND: '1000',
    DATABASE_LISTEN_URL: 'postgres://nobody@127.0.0.1:9/nowhere',
  });
  const receiver = await EventReceiver.open(deaf);
  await receiver.create(delivery());
  await eventually(() => endpoint.came.length === 1);
  expect(deaf.log()).toContain('database.connection-lost');
  receiver.close();
  await deaf.stop();
});
