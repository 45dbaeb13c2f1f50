import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { EventReceiver, poll, push } from '../support/event-receiver.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

let service: TestService;
let parks: EventReceiver;
let library: EventReceiver;
beforeAll(async () => {
  service = await startTestService({ API_PER_SECOND: '1000' });
  parks = await EventReceiver.open(service);
  library = await EventReceiver.open(service);
});
afterAll(async () => {
  parks.close();
  library.close();
  await service.stop();
});
beforeEach(async () => {
  await service.database.query('delete from civic.event_stream');
});

const revoked = 'https://schemas.openid.net/secevent/caep/event-type/session-revoked';
const removed = () => `${service.url}/events/link-removed`;

test('SE-02 the transmitter describes itself to everybody', async () => {
  const { status, headers, json } = await parks.app.call('/.well-known/ssf-configuration', {
    method: 'GET',
  });
  expect([status, headers['access-control-allow-origin']]).toEqual([200, '*']);
  expect(json).toEqual({
    spec_version: '1_0',
    issuer: service.url,
    jwks_uri: `${service.url}/.well-known/jwks.json`,
    delivery_methods_supported: [poll, push],
    configuration_endpoint: `${service.url}/feed/streams`,
    status_endpoint: `${service.url}/feed/status`,
    verification_endpoint: `${service.url}/feed/verify`,
    authorization_schemes: [{ spec_urn: 'urn:ietf:rfc:6749' }],
    default_subjects: 'ALL',
  });
});

describe('a stream', () => {
  test('is made by the app itself, with what it asks for among what there is', async () => {
    const wish = { events_requested: [removed(), 'urn:unknown'], description: 'For passes' };
    const stream = await parks.create({ ...wish, iss: 'ignored' });
    expect(stream).toMatchObject({
      iss: service.url,
      aud: parks.app.id,
      events_delivered: [removed()],
      delivery: { method: poll, endpoint_url: `${service.url}/feed/poll` },
      min_verification_interval: 60,
      description: 'For passes',
    });
    expect(stream.events_supported).toHaveLength(5);
    expect(stream.events_supported).toContain(revoked);
    const id = String(stream.stream_id);
    expect((await parks.ask('GET', `/feed/streams?stream_id=${id}`)).json).toEqual(stream);
    expect((await parks.ask('GET', '/feed/streams')).json).toEqual([stream]);
  });

  test('is changed in part, replaced and deleted', async () => {
    const { stream_id } = await parks.create({ events_requested: [removed()], description: 'One' });
    const changed = await parks.ask('PATCH', '/feed/streams', { stream_id, description: 'Two' });
    expect(changed.json).toMatchObject({ description: 'Two', events_delivered: [removed()] });
    const replaced = await parks.ask('PUT', '/feed/streams', {
      stream_id,
      events_requested: [revoked],
    });
    expect(replaced.json).toMatchObject({ events_delivered: [revoked] });
    expect(replaced.json).not.toHaveProperty('description');
    const asNew = (await parks.ask('PUT', '/feed/streams', { stream_id })).json;
    expect(asNew.events_delivered).toEqual(asNew.events_supported);
    const deleted = await parks.ask('DELETE', `/feed/streams?stream_id=${String(stream_id)}`);
    expect([deleted.status, deleted.text]).toEqual([204, '']);
    expect((await parks.ask('GET', '/feed/streams')).json).toEqual([]);
  });

  test('SE-06 is refused a second time, and nobody finds one of somebody else', async () => {
    const { stream_id } = await parks.create();
    expect((await parks.ask('POST', '/feed/streams', {})).status).toBe(409);
    const id = String(stream_id);
    const others = await Promise.all([
      library.ask('GET', `/feed/streams?stream_id=${id}`),
      library.ask('PATCH', '/feed/streams', { stream_id }),
      library.ask('PUT', '/feed/streams', { stream_id }),
      library.ask('DELETE', `/feed/streams?stream_id=${id}`),
      library.ask('GET', `/feed/status?stream_id=${id}`),
      library.ask('POST', '/feed/status', { stream_id, status: 'paused' }),
      library.ask('POST', '/feed/verify', { stream_id }),
      library.ask('POST', '/feed/poll', {}),
    ]);
    expect(others.map(({ status }) => status)).toEqual(others.map(() => 404));
    expect((await parks.ask('GET', '/feed/status')).json).toEqual({ stream_id, status: 'enabled' });
  });

  test('SE-06 is not touched by a token that is wrong or may not, or by what cannot be read', async () => {
    const reader = await EventReceiver.open(service, {}, 'ssf.read');
    const statuses = await Promise.all([
      parks.ask('POST', '/feed/streams', {}, { headers: { authorization: 'Bearer x' } }),
      reader.ask('POST', '/feed/streams', {}),
      parks.ask('POST', '/feed/streams', '{"delivery":'),
      parks.ask('POST', '/feed/streams', { delivery: { method: 'urn:pigeon' } }),
      parks.ask('POST', '/feed/streams', { delivery: { method: push } }),
    ]);
    expect(statuses.map(({ status }) => status)).toEqual([401, 403, 400, 422, 422]);
    expect((await parks.ask('GET', '/feed/streams')).json).toEqual([]);
    reader.close();
  });
});

describe('a verification', () => {
  test('comes through the stream with the state of the receiver, once a minute', async () => {
    const { stream_id } = await parks.create();
    const verify = () => parks.ask('POST', '/feed/verify', { stream_id, state: 'one' });
    expect((await verify()).status).toBe(204);
    const again = await verify();
    expect([again.status, again.headers['retry-after']]).toEqual([429, '60']);
    const [event] = await parks.waiting();
    expect(event?.sub_id).toEqual({ format: 'opaque', id: stream_id });
    expect(event?.events).toEqual({
      'https://schemas.openid.net/secevent/ssf/event-type/verification': { state: 'one' },
    });
    await service.travel(61);
    expect((await verify()).status).toBe(204);
  });
});
