import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { PushClock } from '../../src/feed/push-clock.ts';
import { EventReceiver, push } from '../support/event-receiver.ts';
import { eventually } from '../support/eventually.ts';
import { ManyEvents } from '../support/many-events.ts';
import { PushEndpoint } from '../support/push-endpoint.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

const hour = 3600;

let service: TestService;
let parks: EventReceiver;
let endpoint: PushEndpoint;
beforeAll(async () => {
  service = await startTestService({ API_PER_SECOND: '1000' });
  parks = await EventReceiver.open(service);
  endpoint = await PushEndpoint.open();
});
afterAll(async () => {
  parks.close();
  await endpoint.down();
  await service.stop();
});
beforeEach(async () => {
  await service.database.query('delete from civic.event_stream');
  endpoint.react = () => ({ status: 202 });
  await parks.renew();
  await parks.create({ delivery: { method: push, endpoint_url: endpoint.url } });
  await eventually(async () => (await parks.ask('GET', '/feed/status')).json.status === 'enabled');
  endpoint.came.length = 0;
});

interface Offered {
  state: string;
  attempts: number;
  isTaken: boolean;
  /** Seconds until it is offered again. */
  pause: number;
  /** Seconds for which it was tried before it was given up. */
  tried: number;
  failures: number;
}

/** The one event there is. */
async function offered(): Promise<Offered> {
  const [row] = await service.database.query<Offered>(
    `select state, attempts, lease_until is not null as "isTaken", failures,
       extract(epoch from delivery.next_try_at - civic.now())::float as pause,
       extract(epoch from settled_at - first_tried_at)::float as tried
     from civic.event_delivery as delivery join civic.event_stream on id = stream_id
     where subject is not null`,
  );
  if (row === undefined) throw new Error('There is no event.');
  return row;
}

async function pass(seconds: number): Promise<void> {
  await service.travel(seconds);
  await service.running.app.get(PushClock).look();
}

const begin = () => new ManyEvents(service).of(parks.app.id, ['ana']);

test('SE-04 a refused event is offered after 1 minute, 2, 4... at most 2 hours, for 24 hours', async () => {
  endpoint.react = () => ({ status: 400 });
  await begin();
  let event = await offered();
  for (let offer = 1; event.state === 'waiting'; offer += 1) {
    await eventually(async () => {
      event = await offered();
      return event.attempts === offer && !event.isTaken;
    });
    expect(endpoint.came).toHaveLength(offer);
    if (event.state !== 'waiting') break;
    const planned = Math.min(2 * hour, 60 * 2 ** (offer - 1));
    // What passed before the row was read is part of the pause.
    expect(event.pause).toBeGreaterThan(planned * 0.75 - 10);
    expect(event.pause).toBeLessThanOrEqual(planned * 1.25);
    await pass(event.pause - 10);
    expect((await offered()).attempts).toBe(offer);
    await pass(11);
  }
  expect(event.state).toBe('dead');
  expect(event.tried).toBeGreaterThanOrEqual(24 * hour);
  expect(event.tried).toBeLessThan(24 * hour + 2.5 * hour + 60);
}, 60_000);

test('SE-04 a place that does not answer is asked again for 24 hours', async () => {
  endpoint.react = () => ({ status: 503 });
  await begin();
  await eventually(async () => (await offered()).failures === 1);
  for (let hours = 1; hours <= 24; hours += 1) {
    const { failures } = await offered();
    await pass(hours === 1 ? hour - 60 : hour);
    await eventually(async () => (await offered()).failures > failures);
    expect((await offered()).state).toBe('waiting');
  }
  await pass(120);
  await eventually(async () => (await offered()).state === 'dead');
});
