import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { Erasure } from '../../src/erasure/erasure.ts';
import { WishedErasures } from '../../src/erasure/wished-erasures.ts';
import { newId } from '../../src/kernel/ids.ts';
import { Housekeeping } from '../../src/platform/jobs/housekeeping.ts';
import type { Session } from '../../src/residents/sessions.ts';
import { CityService } from '../support/city-service.ts';
import { cookieOf, deleteEverything, proveAfresh, sessionBehind } from '../support/fresh-proof.ts';
import { Resident } from '../support/resident.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

const week = 7 * 86_400;
const minute = 60;
const codeShape = /[0-9A-Z]{4}(-[0-9A-Z]{4}){4}/;

let service: TestService;
let replica: TestService;
let parks: CityService;
beforeAll(async () => {
  service = await startTestService();
  replica = await service.replica();
  parks = await CityService.register(service);
});
afterAll(async () => {
  parks.close();
  await service.stop();
});

let people = 0;

async function arrive(): Promise<{ resident: Resident; id: string; person: string }> {
  people += 1;
  const person = `erasure-${people}`;
  const subjects = { google: `10400${people}`, facebook: `10100${people}` };
  service.simulator.addPerson({ id: person, name: 'Rosa Díaz', subjects });
  const resident = new Resident(service);
  await resident.link('google', { person });
  return { resident, person, id: (await sessionBehind(service, cookieOf(resident))).residentId };
}

const eventsOf = async (id: string): Promise<string[]> => {
  const rows = await service.database.query<{ type: string; cause: string | null }>(
    `select type, detail->>'cause' as cause from civic.ledger_entry where resident_id = $1 order by id`,
    [id],
  );
  return rows.map(({ type, cause }) => (cause ? `${type} ${cause}` : type));
};

const exists = async (id: string): Promise<boolean> =>
  (await service.database.query('select 1 from civic.resident where id = $1', [id])).length === 1;

/** Asks to be deleted without a proof and returns the code. */
async function wish(resident: Resident): Promise<string> {
  await resident.open('/account/delete/later');
  const page = await resident.browser.submit('/account/delete/later', { understood: 'yes' });
  return codeShape.exec(page.text)?.[0] ?? page.text;
}

const dueDeletions = (on: TestService = service): Promise<void> =>
  on.running.app.get(Housekeeping).runAll();

const statusOf = async (code: string): Promise<string> =>
  (await new Resident(service).open(`/deletion/${code}`)).text;

async function liveSession(resident: Resident): Promise<Session> {
  const { id, residentId, link } = await sessionBehind(service, cookieOf(resident));
  const session = { id, residentId, authLink: link, provider: 'google', isShared: false };
  return { ...session, authenticatedAt: new Date() } as Session;
}

async function untilSomebodyWaits(): Promise<void> {
  const waiting = `select 1 from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`;
  if ((await service.database.query(waiting)).length === 0) return untilSomebodyWaits();
}

/** Every row, of whatever table, that has this id in any of its columns. */
async function tracesOf(id: string): Promise<string[]> {
  const tables = await service.database.query<{ name: string }>(
    `select table_name as name from information_schema.tables
     where table_schema = 'civic' and table_type = 'BASE TABLE' order by 1`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const [row] = await service.database.query<{ count: number }>(
      `select count(*)::int as count from civic."${name}" t where to_jsonb(t)::text like $1`,
      [`%${id}%`],
    );
    if (row && row.count > 0) found.push(name);
  }
  return found;
}

describe('deleting everything at once', () => {
  test('takes a fresh proof: without one there is no form, and a form sent anyway leads to the proof', async () => {
    const { resident, id } = await arrive();
    const page = await resident.open('/account/delete');
    expect(page.text).not.toContain('name="understood"');
    expect(page.text).toContain('href="/prove/erase"');
    expect(page.text).toContain('href="/account/delete/later"');
    await proveAfresh(resident, 'erase');
    await resident.open('/account/delete');
    await service.travel(5 * minute);
    const answer = await resident.browser.submit(
      '/account/delete',
      { understood: 'yes' },
      { follow: false },
    );
    expect([answer.status, answer.headers.location]).toEqual([303, '/prove/erase']);
    expect(await exists(id)).toBe(true);
  });

  test('is not opened by a proof for something else, nor by one of another session', async () => {
    const { resident, person, id } = await arrive();
    await proveAfresh(resident, 'export');
    const other = new Resident(service);
    await other.travel('google', { person });
    await proveAfresh(other, 'erase');
    expect((await resident.open('/account/delete')).text).not.toContain('name="understood"');
    expect(await exists(id)).toBe(true);
  });

  test('leaves no trace but the ledger, a code that says so, and dead tokens', async () => {
    const { resident, id } = await arrive();
    const { accessToken } = await parks.connect(resident);
    expect((await resident.leaveFor('facebook')).url.pathname).toMatch(/^\/facebook\//);
    await resident.open('/account/support-code');
    await resident.browser.submit('/account/support-code');
    const pause = `insert into civic.epoch (rule, id, epoch) values ('policy', $1, 1)`;
    await service.database.query(pause, [id]);
    const before = ['coverage', 'epoch', 'flow', 'link', 'resident', 'support_code'];
    expect(await tracesOf(id)).toEqual(expect.arrayContaining(before));
    const done = await deleteEverything(resident);
    const code = codeShape.exec(done.text)?.[0] ?? '';
    expect(await tracesOf(id)).toEqual(['ledger_entry']);
    expect((await eventsOf(id)).at(-1)).toBe('resident.erased resident');
    expect(await statusOf(code)).toContain('Done. We deleted this record on');
    expect((await parks.introspect(accessToken)).json).toEqual({ active: false });
    const stored = await service.database.query('select * from civic.deletion');
    expect(JSON.stringify(stored)).not.toContain(code);
  });

  test('asks for the proof once more in the transaction, and uses it up', async () => {
    const { resident, id } = await arrive();
    const session = await liveSession(resident);
    const wished = service.running.app.get(WishedErasures);
    await proveAfresh(resident, 'link');
    expect(await wished.now(session)).toEqual({ kind: 'not-now' });
    await proveAfresh(resident, 'erase');
    expect(await wished.now({ ...session, id: newId() })).toEqual({ kind: 'not-now' });
    expect(await exists(id)).toBe(true);
    expect((await wished.now(session)).kind).toBe('erased');
    expect(await wished.now(session)).toEqual({ kind: 'gone' });
  });

  test('happens once, however often the form is sent at the same moment', async () => {
    const { resident, id } = await arrive();
    await proveAfresh(resident, 'erase');
    const page = await resident.open('/account/delete');
    const clicks = await Promise.all(
      [1, 2, 3].map(async () => {
        const twin = new Resident(service);
        for (const [name, value] of resident.browser.cookiesOf(service.url))
          twin.browser.cookiesOf(service.url).set(name, value);
        twin.browser.page = page;
        return twin.browser.submit('/account/delete', { understood: 'yes' });
      }),
    );
    expect(clicks.filter(({ text }) => codeShape.test(text))).toHaveLength(1);
    expect((await eventsOf(id)).filter((type) => type.startsWith('resident.erased'))).toHaveLength(
      1,
    );
  });
});

describe('deleting without a proof', () => {
  test('waits seven days to the minute, says so, and then leaves as little', async () => {
    const { resident, id } = await arrive();
    const code = await wish(resident);
    expect(await eventsOf(id)).toContain('erasure.requested');
    expect((await resident.open('/account')).text).toContain('We will delete your record on');
    expect(await statusOf(code)).toContain('We are working on it');
    await service.travel(week - minute);
    await dueDeletions();
    expect(await exists(id)).toBe(true);
    await service.travel(2 * minute);
    await dueDeletions();
    expect(await tracesOf(id)).toEqual(['ledger_entry']);
    expect((await eventsOf(id)).at(-1)).toBe('resident.erased held');
    expect(await statusOf(code)).toContain('Done. We deleted this record on');
  });

  test('can be taken back at any time by who signs in, and wished for again', async () => {
    const { resident, person, id } = await arrive();
    const code = await wish(resident);
    await service.travel(week - 2 * minute);
    const later = new Resident(service);
    await later.travel('google', { person });
    await later.open('/account');
    await later.browser.submit('/account/delete/later/cancel');
    expect(later.page.text).not.toContain('We will delete your record');
    expect(await statusOf(code)).toContain('This was cancelled on');
    await service.travel(week);
    await dueDeletions();
    expect(await exists(id)).toBe(true);
    const back = new Resident(service);
    await back.travel('google', { person });
    expect(await wish(back)).not.toBe(code);
    const events = (await eventsOf(id)).filter((type) => type.startsWith('erasure.'));
    expect(events).toEqual(['erasure.requested', 'erasure.cancelled', 'erasure.requested']);
  });

  test('keeps the first wish: a second click gets the same code, another form none', async () => {
    const { resident, id } = await arrive();
    const first = await resident.open('/account/delete/later');
    const code = codeShape.exec(
      (await resident.browser.submit('/account/delete/later', { understood: 'yes' })).text,
    )?.[0];
    resident.browser.page = first;
    await service.travel(3600 / 4);
    const again = await resident.browser.submit('/account/delete/later', { understood: 'yes' });
    expect(codeShape.exec(again.text)?.[0]).toBe(code);
    expect((await resident.open('/account/delete/later')).url.pathname).toBe('/account/delete');
    resident.browser.page = {
      ...first,
      text: first.text.replace(/name="form" value="[^"]+"/, 'name="form" value="x"'),
    };
    const other = await resident.browser.submit('/account/delete/later', { understood: 'yes' });
    expect(other.url.pathname).toBe('/account/delete');
    expect(other.text).not.toMatch(codeShape);
    expect((await eventsOf(id)).filter((type) => type === 'erasure.requested')).toHaveLength(1);
  });

  test('is done once by two replicas at the same moment', async () => {
    const waiting = await Promise.all([arrive(), arrive(), arrive()]);
    for (const { resident } of waiting) await wish(resident);
    await service.travel(week + minute);
    await Promise.all([
      dueDeletions(),
      dueDeletions(replica),
      dueDeletions(),
      dueDeletions(replica),
    ]);
    for (const { id } of waiting) {
      const erased = (await eventsOf(id)).filter((type) => type.startsWith('resident.erased'));
      expect(erased).toEqual(['resident.erased held']);
    }
  });

  test('is not done when it is taken back while the deletion waits for its turn', async () => {
    const { resident, id } = await arrive();
    await wish(resident);
    await service.travel(week + minute);
    const client = new pg.Client({ connectionString: service.database.adminUrl });
    await client.connect();
    await client.query('begin');
    await client.query('select 1 from civic.resident where id = $1 for update', [id]);
    const sweep = dueDeletions();
    await untilSomebodyWaits();
    await client.query(
      `update civic.deletion set cancelled_at = civic.now(), resident_id = null
       where resident_id = $1`,
      [id],
    );
    await client.query('commit');
    await client.end();
    await sweep;
    expect(await exists(id)).toBe(true);
  });

  test('and then with one is the same deletion: the code from before says done', async () => {
    const { resident, id } = await arrive();
    const code = await wish(resident);
    const done = await deleteEverything(resident);
    expect(done.text).toContain('The code that we gave you before still works.');
    expect(done.text).not.toMatch(codeShape);
    expect(await statusOf(code)).toContain('Done. We deleted this record on');
    expect(await exists(id)).toBe(false);
    await service.travel(week + minute);
    await dueDeletions();
    expect((await eventsOf(id)).filter((type) => type.startsWith('resident.erased'))).toHaveLength(
      1,
    );
  });
});

test('a record that nobody is there for leaves no code behind, but ends a wait', async () => {
  const [silent, waiting] = [await arrive(), await arrive()];
  const code = await wish(waiting.resident);
  const before = await service.database.query('select 1 from civic.deletion');
  const erasure = service.running.app.get(Erasure);
  for (const { id } of [silent, waiting]) {
    expect(await erasure.eraseResident(id, 'unreachable')).toEqual({ kind: 'erased', code: null });
    expect(await tracesOf(id)).toEqual(['ledger_entry']);
  }
  expect(await service.database.query('select 1 from civic.deletion')).toEqual(before);
  expect(await statusOf(code)).toContain('Done. We deleted this record on');
});
