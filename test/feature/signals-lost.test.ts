import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { LinkRemoval } from '../../src/links/link-removal.ts';
import { Database } from '../../src/platform/database/database.ts';
import { Housekeeping } from '../../src/platform/jobs/housekeeping.ts';
import { Farewells } from '../../src/signals/farewells.ts';
import { SealedSignals } from '../../src/signals/sealed-signals.ts';
import { WaitingRoom } from '../../src/signals/waiting-room.ts';
import { Evidence, newPerson } from '../support/evidence.ts';
import { RunningClock } from '../support/fixed-clock.ts';
import { Household } from '../support/household.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';
import { staffMember } from '../support/staff.ts';
import { providerClients } from '../support/test-config.ts';
import { FacebookTells } from '../support/told.ts';

/* What is sealed and cannot be opened any more, because its key is gone or the row was damaged, stops nothing behind it. */

const namespace = `facebook:${providerClients.facebook.id}`;
const operator = staffMember('operator');
let service: TestService;
let evidence: Evidence;
beforeAll(async () => {
  service = await startTestService({}, new RunningClock());
  evidence = new Evidence(service);
});
afterAll(() => service.stop());

let count = 0;
let userId: string;
let home: Household;
beforeEach(async () => {
  await service.travel(86_400 * 2);
  await service.database.query('delete from civic.waiting_signal');
  await service.database.query('delete from civic.farewell');
  count += 1;
  userId = `5000000000000000${100 + count}`;
  home = await Household.settle(service, 'google', newPerson(service, { subject: userId }));
  await home.linkAnother('facebook');
});

const room = (): WaitingRoom => service.running.app.get(WaitingRoom);
const clean = (): Promise<void> => service.running.app.get(Housekeeping).runAll();
const logged = (table: string, rows: number): string =>
  `"event":"sealed.lost","table":"${table}","rows":${rows}`;

function wait(subject: string, code?: string): Promise<void> {
  const signal = {
    provider: 'facebook',
    account: { namespace, subject },
    at: new Date(Date.now() + 86_400_000 * 1000),
    reason: 'provider_request',
    ...(code !== undefined && { code }),
  } as const;
  return service.running.app.get(SealedSignals).keep(service.running.app.get(Database), signal);
}

/** As under a key that is not in the ring any more: the name of the key is the one thing that differs. */
async function loseKey(table: 'farewell' | 'waiting_signal', column: string): Promise<void> {
  await service.database.query(
    `update civic.${table} set ${column} = overlay(${column} placing '\\x5a'::bytea from 3 for 1)`,
  );
}

/** And what gives the key back. */
async function findKey(was: string): Promise<void> {
  await service.database.query(
    `update civic.waiting_signal
     set sealed_signal = overlay(sealed_signal placing $1::bytea from 3 for 1)`,
    [Buffer.from(was)],
  );
}

async function firstOfKey(): Promise<string> {
  const [row] = await service.database.query<{ id: string }>(
    "select convert_from(substr(sealed_signal, 3, 1), 'utf8') as id from civic.waiting_signal",
  );
  return row?.id ?? '';
}

test('a whole round of signals that cannot be opened lets the one behind it be done, and is counted', async () => {
  for (let n = 0; n < 60; n += 1) await wait(`404${n}`);
  await loseKey('waiting_signal', 'sealed_signal');
  await wait(userId);
  await room().release(operator, 'facebook');
  await clean();
  expect(await home.linkWith('facebook')).toBe('');
  expect(await evidence.count('waiting_signal')).toBe(60);
  expect(service.log()).toContain(logged('waiting_signal', 60));
  expect(service.log()).not.toContain('"housekeeping.failed"');
});

test('a signal whose key comes back is done, and one whose key does not is dropped a month after it was due', async () => {
  await wait(userId);
  const key = await firstOfKey();
  await loseKey('waiting_signal', 'sealed_signal');
  await service.travel(86_400 * (7 + 29));
  await clean();
  expect(await evidence.count('waiting_signal')).toBe(1);
  await findKey(key);
  await clean();
  expect(await home.linkWith('facebook')).toBe('');
  await wait('404');
  await loseKey('waiting_signal', 'sealed_signal');
  await service.travel(86_400 * (7 + 30) + 60);
  await clean();
  expect(await evidence.count('waiting_signal')).toBe(0);
});

test('signals are thrown away whether or not they can be opened', async () => {
  await wait('404');
  await loseKey('waiting_signal', 'sealed_signal');
  await wait(userId);
  expect(await room().discard(operator, 'facebook')).toBe(2);
  expect(await evidence.count('waiting_signal')).toBe(0);
});

test('the note of a deletion that was never done is deleted like one that was', async () => {
  const facebook = new FacebookTells(service);
  await facebook.post('deletion', facebook.request('404'));
  await service.database.query(
    'update civic.deletion set done_at = null where of_link and done_at is not null',
  );
  await clean();
  expect(await evidence.count('deletion')).toBe(1);
  await service.database.query(
    "update civic.deletion set due_at = civic.now() - interval '5 years' where of_link",
  );
  await clean();
  expect(await evidence.count('deletion')).toBe(0);
});

test('a farewell that cannot be opened lets those behind it be said, and is counted', async () => {
  const farewells = service.running.app.get(Farewells);
  const removal = service.running.app.get(LinkRemoval);
  await removal.byResident(home.residentId, await home.linkWith('facebook'));
  await service.database.query("update civic.farewell set sealed_subject = 'broken'");
  const other = await Household.settle(service, 'google');
  await other.linkAnother('facebook');
  await removal.byResident(other.residentId, await other.linkWith('facebook'));
  expect(await farewells.sayWhatIsDue()).toBe(1);
  expect(await evidence.count('farewell')).toBe(1);
  expect(service.log()).toContain(logged('farewell', 1));
  expect(await farewells.sayWhatIsDue()).toBe(0);
  await service.travel(86_400);
  await clean();
  expect(await evidence.count('farewell')).toBe(0);
});

test('a farewell is said although what is sealed in somebody’s link is damaged', async () => {
  const farewells = service.running.app.get(Farewells);
  const removal = service.running.app.get(LinkRemoval);
  await home.signIn('google', home.resident);
  await removal.byResident(home.residentId, await home.linkWith('facebook'));
  await home.linkAnother('facebook');
  await service.database.query("update civic.link set sealed_subject = 'broken' where id = $1", [
    await home.linkWith('facebook'),
  ]);
  await farewells.sayWhatIsDue();
  expect(await evidence.count('farewell')).toBe(0);
});
