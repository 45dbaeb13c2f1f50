import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Apps } from '../../src/apps/apps.ts';
import { EventClock } from '../../src/feed/event-clock.ts';
import { Projector } from '../../src/feed/projector.ts';
import { ProviderStates } from '../../src/providers/provider-states.ts';
import { newPerson } from '../support/evidence.ts';
import { EventReceiver, readOn } from '../support/event-receiver.ts';
import { deleteEverything } from '../support/fresh-proof.ts';
import { eventually } from '../support/eventually.ts';
import { Resident } from '../support/resident.ts';
import { sharedSettings } from '../support/service-process.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';
import { atServer } from '../support/staff.ts';

let service: TestService;
let parks: EventReceiver;
let library: EventReceiver;
beforeAll(async () => {
  service = await startTestService({ ...sharedSettings(), API_PER_SECOND: '1000' });
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
  await parks.create();
  await library.create();
});

/** Somebody who lets these apps know them, and what each knows them by. */
async function connected(...receivers: EventReceiver[]) {
  const resident = new Resident(service);
  const page = await resident.link('google', { person: newPerson(service) });
  const subjects: string[] = [];
  for (const { app } of receivers) {
    subjects.push(EventReceiver.subjectIn(await app.connect(resident)));
  }
  return { resident, subjects, link: page.url.pathname.split('/').at(-1) ?? '' };
}

async function disconnect({ resident }: { resident: Resident }, { app }: EventReceiver) {
  await resident.open(`/account/apps/${app.id}/disconnect`);
  await resident.browser.submit(`/account/apps/${app.id}/disconnect`);
}

const typesOf = (events: readonly { events: object }[]): string[] =>
  events.flatMap((one) => Object.keys(one.events).map((type) => type.split('/').at(-1) ?? ''));

describe('what happens to a resident', () => {
  test('SE-01 is told each app that knows them, under its own subject, and nobody else', async () => {
    const somebody = await connected(parks, library);
    await connected(library);
    await somebody.resident.open('/account/delete');
    await deleteEverything(somebody.resident);
    const [toParks, toLibrary] = [await parks.waiting(), await library.waiting()];
    expect(typesOf(toParks)).toEqual(['link-removed', 'resident-erased']);
    expect(typesOf(toLibrary)).toEqual(['link-removed', 'resident-erased']);
    const subject = (sub?: string) => ({ format: 'iss_sub', iss: service.url, sub });
    expect(toParks.map(({ sub_id }) => sub_id)).toEqual(
      toParks.map(() => subject(somebody.subjects[0])),
    );
    expect(toLibrary[0]?.sub_id).toEqual(subject(somebody.subjects[1]));
    const ids = [...toParks, ...toLibrary].flatMap(({ jti, txn }) => [jti, txn]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('SE-01 is signed as a SET is, with no `sub` and no `exp`', async () => {
    const somebody = await connected(parks);
    await disconnect(somebody, parks);
    await readOn(service);
    const [set = ''] = Object.values((await parks.poll()).sets);
    const { payload, protectedHeader } = await parks.read(set);
    expect(protectedHeader).toMatchObject({ typ: 'secevent+jwt', alg: 'RS256' });
    expect(Object.keys(payload).toSorted()).toEqual(
      ['aud', 'events', 'iat', 'iss', 'jti', 'sub_id', 'txn'].toSorted(),
    );
    expect(payload.events).toEqual({
      [`${service.url}/events/grant-revoked`]: {
        event_timestamp: expect.any(Number),
        initiating_entity: 'user',
      },
    });
  });

  test('with one app alone is none of the others’ business', async () => {
    const somebody = await connected(parks, library);
    await disconnect(somebody, parks);
    expect(typesOf(await parks.waiting())).toEqual(['grant-revoked']);
    expect(await library.waiting()).toEqual([]);
  });

  test('with a token that somebody stole is told its app', async () => {
    const resident = new Resident(service);
    await resident.link('google', { person: newPerson(service) });
    const { refreshToken } = await parks.app.connect(resident);
    await parks.app.refresh(refreshToken);
    await service.travel(60);
    await parks.app.refresh(refreshToken);
    expect(typesOf(await parks.waiting())).toEqual(['grant-revoked']);
  });

  test('is not told an app that did not ask for it, or is off', async () => {
    await parks.ask('PATCH', '/feed/streams', { events_requested: [] });
    await library.ask('POST', '/feed/status', { status: 'disabled' });
    const somebody = await connected(parks, library);
    await disconnect(somebody, parks);
    await disconnect(somebody, library);
    await readOn(service);
    await library.ask('POST', '/feed/status', { status: 'enabled' });
    expect([await parks.waiting(), await library.waiting()]).toEqual([[], []]);
  });
});

test('an app that staff have switched off is told nothing, and may not fetch', async () => {
  const somebody = await connected(parks, library);
  await library.ask('POST', '/feed/verify', {});
  const apps = service.running.app.get(Apps);
  await apps.disable(library.app.id);
  expect((await library.ask('POST', '/feed/poll', {})).status).toBe(401);
  await somebody.resident.open('/account/delete');
  await deleteEverything(somebody.resident);
  expect(typesOf(await parks.waiting())).toEqual(['link-removed', 'resident-erased']);
  await apps.enable(library.app.id);
  await library.renew();
  expect(typesOf(await library.waiting())).toEqual(['verification']);
});

test('a provider that is switched off is told everybody, once and about nobody', async () => {
  const states = service.running.app.get(ProviderStates);
  await states.change(atServer, 'google', 'off');
  await states.change(atServer, 'google', 'on');
  for (const receiver of [parks, library]) {
    const [event, ...more] = await receiver.waiting();
    expect(more).toEqual([]);
    expect(event?.sub_id).toEqual({ format: 'opaque', id: 'provider:google' });
    expect(event?.events).toMatchObject({
      [`${service.url}/events/provider-suspended`]: { provider: 'google' },
    });
  }
});

describe('a poll', () => {
  test('SE-05 gives again what is not acknowledged, and says whether there is more', async () => {
    const people = [await connected(parks), await connected(parks), await connected(parks)];
    for (const person of people) await disconnect(person, parks);
    await readOn(service);
    const first = await parks.poll({ maxEvents: 2 });
    expect([Object.keys(first.sets).length, first.moreAvailable]).toEqual([2, true]);
    expect(Object.keys((await parks.poll({ maxEvents: 2 })).sets)).toEqual(Object.keys(first.sets));
    const [one = '', two = ''] = Object.keys(first.sets);
    const rest = await parks.poll({ ack: [one], setErrs: { [two]: { err: 'invalid_key' } } });
    expect([Object.keys(rest.sets).length, rest.moreAvailable]).toEqual([1, false]);
    const nothing = await parks.poll({ maxEvents: 0, ack: Object.keys(rest.sets) });
    expect(nothing).toEqual({ sets: {}, moreAvailable: false });
    const states = await service.database.query(
      'select state, error from civic.event_delivery order by seq',
    );
    expect(states).toEqual([
      { state: 'delivered', error: null },
      { state: 'dead', error: 'invalid_key' },
      { state: 'delivered', error: null },
    ]);
  });

  test('cannot acknowledge what is somebody else’s', async () => {
    const somebody = await connected(parks, library);
    await disconnect(somebody, library);
    const [event] = await library.waiting();
    await parks.poll({ ack: [event?.jti] });
    expect(await library.waiting()).toHaveLength(1);
  });

  test('waits for news, and is woken by it', async () => {
    const somebody = await connected(parks);
    const began = performance.now();
    const waiting = parks.poll({ returnImmediately: false });
    await disconnect(somebody, parks);
    expect(Object.keys((await waiting).sets)).toHaveLength(1);
    expect(performance.now() - began).toBeLessThan(15_000);
  });

  test('is not answered by news for somebody else', async () => {
    const [toParks, toLibrary] = [parks, library].map((receiver) =>
      receiver.poll({ returnImmediately: false }),
    );
    await library.ask('POST', '/feed/verify', {});
    expect(Object.keys((await toLibrary)?.sets ?? {})).toHaveLength(1);
    await parks.ask('POST', '/feed/verify', {});
    expect(Object.keys((await toParks)?.sets ?? {})).toHaveLength(1);
  });

  test('whose caller has gone is held no longer', async () => {
    const { arrivals } = service.running.app.get(EventClock);
    const left = new AbortController();
    const poll = parks.ask('POST', '/feed/poll', {}, { signal: left.signal });
    await eventually(() => arrivals.count === 1);
    left.abort();
    await expect(poll).rejects.toThrow(/abort/i);
    await eventually(() => arrivals.count === 0);
  });

  test('of a paused stream gets nothing, and all of it later', async () => {
    await parks.ask('POST', '/feed/status', { status: 'paused', reason: 'night' });
    const somebody = await connected(parks);
    await disconnect(somebody, parks);
    expect(await parks.waiting()).toEqual([]);
    await parks.ask('POST', '/feed/status', { status: 'enabled' });
    expect(await parks.waiting()).toHaveLength(1);
  });
});

describe('reading the ledger', () => {
  test('by several at once makes every event once, numbered without a gap', async () => {
    const people = [await connected(parks), await connected(parks)];
    for (const person of people) await disconnect(person, parks);
    const projector = service.running.app.get(Projector);
    const replica = (await service.replica()).running.app.get(Projector);
    await Promise.all([projector, replica, projector, replica].map((one) => one.project()));
    await readOn(service);
    const rows = await service.database.query<{ seq: string }>(
      'select seq from civic.event_delivery order by seq',
    );
    expect(rows.map(({ seq }) => Number(seq))).toEqual([1, 2]);
  });

  test('again from an earlier place makes nothing twice', async () => {
    const somebody = await connected(parks);
    await disconnect(somebody, parks);
    const before = await parks.waiting();
    await service.database.query(`update civic.event_cursor set xid = '0', entry_id = 0`);
    expect((await parks.waiting()).map(({ jti }) => jti)).toContain(before[0]?.jti);
    const [{ rows } = { rows: 0 }] = await service.database.query<{ rows: number }>(
      'select count(*)::int - count(distinct jti)::int as rows from civic.event_delivery',
    );
    expect(rows).toBe(0);
  });
});
