import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { keptEntries } from '../../src/ledger/kept-entries.ts';
import { Database } from '../../src/platform/database/database.ts';
import { columnsAboutResidents } from '../../src/retention/inventory.ts';
import { HelpCodes } from '../../src/platform/http/help-codes.ts';
import { SupportAccess } from '../../src/support/support-access.ts';
import { CityService } from '../support/city-service.ts';
import {
  copyFor,
  fillTheRest,
  partsOf,
  storedRows,
  unexplainedColumns,
} from '../support/copy-of-data.ts';
import type { CopyOfData } from '../support/copy-of-data.ts';
import { cookieOf, proveAfresh, proveBehind, sessionBehind } from '../support/fresh-proof.ts';
import { Resident } from '../support/resident.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

const subject = '104000999888111';
const name = 'Zoë Export';

let service: TestService;
let parks: CityService;
let resident: Resident;
let id: string;
beforeAll(async () => {
  service = await startTestService();
  parks = await CityService.register(service);
  service.simulator.addPerson({
    id: 'zoe',
    name,
    subjects: { google: subject, facebook: subject },
  });
  resident = new Resident(service);
  await resident.link('google', { person: 'zoe' });
  id = (await sessionBehind(service, cookieOf(resident))).residentId;
});
afterAll(async () => {
  parks.close();
  await service.stop();
});

const exported = async (): Promise<string[]> => {
  const rows = await service.database.query<{ form: string }>(
    `select detail->>'form' as form from civic.ledger_entry
     where type = 'data.exported' and resident_id = $1 order by id`,
    [id],
  );
  return rows.map(({ form }) => form);
};

const send = (form: 'file' | 'page') =>
  resident.browser.submit(`/account/data/${form}`, {}, { follow: false });

describe('getting a copy', () => {
  test.each(['file', 'page'] as const)(
    'as a %s takes a fresh proof, and leaves no trace without',
    async (form) => {
      await resident.open('/account/data');
      const before = await exported();
      const answer = await send(form);
      expect([answer.status, answer.headers.location]).toEqual([303, '/prove/export']);
      await proveAfresh(resident, 'erase');
      await resident.open('/account/data');
      expect((await send(form)).status).toBe(303);
      await proveAfresh(resident, 'export');
      await service.travel(5 * 60);
      await resident.open('/account/data');
      expect((await send(form)).status).toBe(303);
      expect(await exported()).toEqual(before);
    },
  );

  test('is noted each time, and a proof is good for more than one', async () => {
    await proveAfresh(resident, 'export');
    await resident.open('/account/data');
    const page = resident.page;
    const file = await send('file');
    expect(file.headers['content-type']).toContain('application/json');
    expect(file.headers['content-disposition']).toBe('attachment; filename="my-data.json"');
    expect(file.headers['cache-control']).toBe('no-store');
    resident.browser.page = page;
    expect((await send('page')).status).toBe(200);
    expect(await exported()).toEqual(['file', 'page']);
  });

  test('is nothing a link can do', async () => {
    await proveAfresh(resident, 'export');
    const before = await exported();
    for (const path of ['/account/data/file', '/account/data/page'])
      expect((await resident.open(path)).status).toBe(405);
    expect(await exported()).toEqual(before);
  });

  test('is over when the session has ended, even with a proof and the form open', async () => {
    const other = new Resident(service);
    await other.travel('google', { person: 'zoe' });
    const cookie = cookieOf(other);
    await proveBehind(service, cookie, 'export');
    await other.open('/account/data');
    const { page } = other.browser;
    await other.browser.submit('/sign-out');
    other.browser.page = page;
    other.browser.cookiesOf(service.url).set('__Host-civic-session', cookie);
    const answer = await other.browser.submit('/account/data/file', {}, { follow: false });
    expect(answer.headers.location).toMatch(/^\/session-ended/);
  });
});

describe('the copy', () => {
  let copy: CopyOfData;
  beforeAll(async () => {
    await parks.connect(resident);
    await parks.codeFrom(resident);
    await service.running.app
      .get(SupportAccess)
      .openForPurpose({ actor: { kind: 'staff', id: 'officer-77' }, role: 'viewer' }, id, 'help');
    await resident.open('/account/support-code');
    await resident.browser.submit('/account/support-code');
    await resident.open('/account/delete/later');
    await resident.browser.submit('/account/delete/later', { understood: 'yes' });
    await resident.open('/account/links/none/receipt');
    await service.running.app.get(HelpCodes).flush();
    await fillTheRest(service, id);
    copy = await copyFor(resident);
  });

  test('says what it is, when it was made, under which policy, and what every field means', () => {
    expect(copy.about).toMatchObject({
      what: 'This is a copy of all that Testville keeps about you in Civic Link.',
      made_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      policy_version: '1',
    });
    for (const { name: part } of partsOf(service)) {
      for (const row of copy[part] as object[])
        for (const field of Object.keys(row))
          expect([part, field, copy.about.meaning[part]?.[field]]).toEqual([
            part,
            field,
            expect.any(String),
          ]);
    }
    expect(copy.about.left_out.sign_ins).toHaveProperty('token_hash');
  });

  test('has the real user ID and name, the services with what they know, and who looked', () => {
    expect(copy.linked_accounts).toMatchObject([{ provider: 'google', user_id: subject, name }]);
    expect(copy.city_services).toMatchObject([{ service_name: 'Parks Pass', app_id: parks.id }]);
    const [service_] = copy.city_services as { known_as: string; links: string[] }[];
    const [known] = copy.ids_at_city_services as { subject: string }[];
    const [link] = copy.linked_accounts as { id: string }[];
    expect([service_?.known_as, service_?.links]).toEqual([known?.subject, [link?.id]]);
    expect(copy.activity).toContainEqual(
      expect.objectContaining({
        type: 'record.opened',
        actor_kind: 'staff',
        actor: null,
        detail: { with: 'purpose', lookedFor: 'help', role: 'viewer' },
      }),
    );
    expect(JSON.stringify(copy)).not.toContain('officer-77');
    expect((copy.activity as { type: string }[]).at(-1)?.type).toBe('data.exported');
  });

  test('has every column of every table with data of residents, or says why not', async () => {
    expect(await unexplainedColumns(service)).toEqual([]);
    await service.database.query('alter table civic.link add column nickname text');
    await service.database.query('create table civic.diary (resident_id uuid)');
    expect(await unexplainedColumns(service)).toEqual(['diary.resident_id', 'link.nickname']);
    await service.database.query('alter table civic.link drop column nickname');
    await service.database.query('drop table civic.diary');
  });

  test('has what the data inventory says it has, and leaves out what that says it does', () => {
    const kept = new Map(partsOf(service).map((part) => [part.table, part]));
    const isShown = ({ table, column }: { table: string; column: string }): boolean =>
      column in (kept.get(table)?.fields ?? {});
    const promised = columnsAboutResidents();
    const broken = promised.filter((one) => isShown(one) !== (one.inCopy === 'yes'));
    expect(broken.map(({ table, column }) => `${table}.${column}`)).toEqual([]);
    expect(promised.length).toBeGreaterThan(80);
  });

  test('has the values that are stored, of every table', async () => {
    for (const kept of partsOf(service)) {
      const stored = await storedRows(service, kept, id);
      const rows = copy[kept.name] as Record<string, unknown>[];
      expect([kept.table, rows.length > 0]).toEqual([kept.table, true]);
      expect([kept.table, rows.length]).toEqual([kept.table, stored.length]);
      for (const row of rows) {
        const columns = Object.keys(stored[0] ?? {}).filter((one) => one !== 'actor');
        const known = Object.fromEntries(columns.map((column) => [column, row[column]]));
        expect(stored).toContainEqual(expect.objectContaining(known));
      }
    }
  });

  test('has nothing of anybody else', async () => {
    const stranger = new Resident(service);
    await stranger.link('google', { person: 'jose' });
    const theirs = await sessionBehind(service, cookieOf(stranger));
    const again = JSON.stringify(await copyFor(resident));
    for (const foreign of [theirs.id, theirs.residentId, theirs.link, 'José'])
      expect(again).not.toContain(foreign);
    expect(JSON.stringify(await copyFor(stranger))).not.toContain(id);
  });

  test('has no secret that would work', async () => {
    const text = JSON.stringify(copy);
    const [hashes] = await service.database.query<{ all: string[] }>(
      `select array(select encode(token_hash, 'hex') from civic.resident_session)
           || array(select encode(current_hash, 'hex') from civic.refresh_family)
           || array(select encode(code_hash, 'hex') from civic.support_code) as all`,
    );
    expect(hashes?.all.length).toBeGreaterThan(2);
    for (const hash of hashes?.all ?? []) expect(text).not.toContain(hash);
    expect(text).not.toContain(cookieOf(resident));
  });
});

describe('the page to print', () => {
  test('says the same in words, in either language, and can be left for the other', async () => {
    await proveAfresh(resident, 'export');
    await resident.open('/es/account/data');
    const page = await send('page');
    expect(page.text).toContain('Todo lo que guardamos sobre usted');
    for (const kept of [subject, name, 'Parks Pass', 'record.opened)'])
      expect(page.text).toContain(kept);
    expect(page.text).not.toContain('<template');
    expect(page.text).toMatch(/<\/html>$/);
    expect(page.text).toContain('href="/account/data"');
  });
});

describe('a long activity', () => {
  const many = 2600;
  beforeAll(async () => {
    await service.database.query(
      `insert into civic.ledger_entry (type, actor_kind, actor, resident_id)
       select 'resident.signed-out', 'resident', $1::text, $1::uuid from generate_series(1, $2)`,
      [id, many],
    );
  });

  test('is in the copy as a whole, each entry once and in order', async () => {
    const { activity } = (await copyFor(resident)) as CopyOfData & { activity: { id: string }[] };
    const ids = activity.map((entry) => Number(entry.id));
    expect(ids.length).toBeGreaterThan(many);
    expect(ids).toEqual([...new Set(ids)].toSorted((one, other) => one - other));
  });

  test('is read a page at a time', async () => {
    const database = service.running.app.get(Database);
    let reads = 0;
    const counting: Pick<Database, 'run'> = {
      run: (statement, values) => {
        reads += 1;
        return database.run(statement, values);
      },
    };
    const readsAt: number[] = [];
    for await (const _ of keptEntries.read(counting, id)) readsAt.push(reads);
    expect([readsAt[0], readsAt[499], readsAt[500]]).toEqual([1, 1, 2]);
    expect(reads).toBe(Math.floor(readsAt.length / 500) + 1);
  });
});

test('after the record is deleted neither the user ID nor the name is anywhere, which the copy had', async () => {
  expect(JSON.stringify(await copyFor(resident))).toContain(subject);
  await proveAfresh(resident, 'erase');
  await resident.open('/account/delete');
  const { text } = await resident.browser.submit('/account/delete', { understood: 'yes' });
  expect(text).toContain('Your record is deleted');
  const dump: string[] = [];
  for (const kept of partsOf(service)) {
    const rows = await service.database.query(
      `select to_jsonb(t) as row from civic.${kept.table} t`,
    );
    dump.push(JSON.stringify(rows));
  }
  for (const personal of [subject, name]) {
    expect(dump.join()).not.toContain(personal);
    expect(service.log()).not.toContain(personal);
  }
});
