import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import pg from 'pg';
import { Apps } from '../../src/apps/apps.ts';
import { deliveryChannel } from '../../src/feed/deliveries/statements.ts';
import { DeliveryDesk } from '../../src/feed/delivery-desk.ts';
import { Attention } from '../../src/platform/attention/attention.ts';
import { PushClock } from '../../src/feed/push-clock.ts';
import { Housekeeping } from '../../src/platform/jobs/housekeeping.ts';
import { ApiCaller } from '../support/api.ts';
import { commandLine, sharedKeys } from '../support/command-line.ts';
import { EventReceiver, push } from '../support/event-receiver.ts';
import { eventually } from '../support/eventually.ts';
import { Evidence } from '../support/evidence.ts';
import { ManyEvents } from '../support/many-events.ts';
import { PushEndpoint } from '../support/push-endpoint.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';
import { staffMember } from '../support/staff.ts';

let service: TestService;
let parks: EventReceiver;
let endpoint: PushEndpoint;
beforeAll(async () => {
  service = await startTestService({ ...sharedKeys, API_PER_SECOND: '1000' });
  parks = await EventReceiver.open(service);
});
afterAll(async () => {
  parks.close();
  await service.stop();
});
beforeEach(async () => {
  await service.database.query('delete from civic.event_stream');
  endpoint = await PushEndpoint.open();
  await parks.renew();
  await parks.create({ delivery: { method: push, endpoint_url: endpoint.url } });
  await eventually(() => endpoint.came.length === 1);
  await eventually(async () => (await parks.ask('GET', '/feed/status')).json.status === 'enabled');
});
afterEach(() => endpoint.down());

const states = () =>
  service.database.query<{ state: string }>(
    'select state from civic.event_delivery where subject is not null order by seq',
  );
const all = (wanted: string) => async () => (await states()).every(({ state }) => state === wanted);

/** The receiver is away for longer than is tried. */
async function giveUp(): Promise<void> {
  await endpoint.down();
  await new ManyEvents(service).of(parks.app.id, ['ana', 'ben', 'ana']);
  const failures = async () => {
    const [row] = await service.database.query<{ failures: number }>(
      'select failures from civic.event_stream',
    );
    return row?.failures ?? 0;
  };
  await eventually(async () => (await failures()) > 0);
  for (let hour = 0; hour <= 24; hour += 1) {
    const before = await failures();
    await service.travel(3600);
    await service.running.app.get(PushClock).look();
    await eventually(async () => (await failures()) > before || (await all('dead')()));
  }
}

test('what did not arrive in 24 hours is given up, staff see it, and it can be sent again', async () => {
  await giveUp();
  await eventually(all('dead'));
  const staff = staffMember('viewer');
  const items = await service.running.app.get(Attention).items(staff);
  const { id, name } = parks.app.app;
  const [item] = items.filter(({ path }) => path === `/staff/apps/${id}/deliveries`);
  expect(item?.says('en')).toContain(`${name} did not get 3 of our messages.`);
  const caller = await ApiCaller.open(service, [
    'admin:deliveries.read',
    'admin:deliveries.replay',
  ]);
  const { json } = await caller.get('/api/admin/deliveries');
  expect(json.deliveries).toEqual([
    expect.objectContaining({ app: parks.app.id, dead: 3, waiting: 0, errors: ['no-answer'] }),
  ]);
  await endpoint.up();
  endpoint.came.length = 0;
  const key = { headers: { 'idempotency-key': 'replay-once-and-only-once' } };
  const order = { app: parks.app.id };
  const first = await caller.post('/api/admin/deliveries/replay', order, key);
  const again = await caller.post('/api/admin/deliveries/replay', order, key);
  expect([first.json, again.json]).toEqual([
    { ...order, status: 'replayed', events: 3 },
    { ...order, status: 'replayed', events: 3 },
  ]);
  await eventually(all('delivered'));
  expect(endpoint.came).toHaveLength(3);
  expect(await new Evidence(service).ledger('events.replayed')).toHaveLength(1);
  caller.app.close();
});

test('staff see which services have not taken their messages for a day', async () => {
  const late = async () => {
    const items = await service.running.app.get(Attention).items(staffMember('viewer'));
    return items.map(({ says }) => says('en')).filter((says) => says.includes('a day'));
  };
  await parks.ask('POST', '/feed/status', { status: 'paused' });
  await new ManyEvents(service).of(parks.app.id, ['ana', 'ben']);
  await service.travel(24 * 3600 - 60);
  expect(await late()).toEqual([]);
  await service.travel(120);
  expect(await late()).toEqual([expect.stringContaining(parks.app.app.name)]);
  const apps = service.running.app.get(Apps);
  await apps.disable(parks.app.id);
  expect(await late()).toEqual([]);
  await apps.enable(parks.app.id);
});

test('what is sent again is told to whoever serves, when it is certain', async () => {
  await giveUp();
  const heard = new pg.Client({ connectionString: service.database.serviceUrl });
  await heard.connect();
  await heard.query(`listen ${deliveryChannel}`);
  const told = once(heard, 'notification');
  const order = service.running.app.get(DeliveryDesk).replay(staffMember('operator'), parks.app.id);
  expect(await order).toEqual({ kind: 'replayed', events: 3 });
  await told;
  await heard.end();
});

test('an operator sees and replays at the terminal', async () => {
  const civicLink = commandLine(service);
  await giveUp();
  await eventually(all('dead'));
  const listed = await civicLink('feed', 'deliveries');
  expect(listed.out).toContain(
    `${parks.app.id}  events by push, enabled: 1 delivered, 0 waiting, 3 given up`,
  );
  await endpoint.up();
  const replayed = await civicLink('feed', 'replay', parks.app.id);
  expect([replayed.code, replayed.out.trim()]).toEqual([0, '3 go out again.']);
  await eventually(all('delivered'));
  const nothing = await civicLink('feed', 'replay', parks.app.id);
  expect(nothing.out.trim()).toBe('Nothing was given up. Nothing changed.');
  expect((await civicLink('feed', 'replay', 'nobody')).code).toBe(1);
});

test('events are known for a week once they arrived, and for thirty days at the most', async () => {
  await new ManyEvents(service).of(parks.app.id, ['ana']);
  await eventually(all('delivered'));
  const { deletions } = service.running.app.get(Housekeeping);
  await service.travel(7 * 86_400 - 60);
  await deletions.get('event_delivery')?.run();
  expect(await states()).toHaveLength(1);
  await service.travel(120);
  await deletions.get('event_delivery')?.run();
  expect(await states()).toEqual([]);
});
