import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { newId } from '../../src/kernel/ids.ts';
import { Ledger } from '../../src/ledger/ledger.ts';
import type { LedgerEntry, Recipient } from '../../src/ledger/ledger.ts';
import type { LedgerEvent } from '../../src/ledger/event-catalogue.ts';
import { purgeRecipients } from '../../src/ledger/statements.ts';
import { Database } from '../../src/platform/database/database.ts';
import { purged } from '../../src/platform/database/purge.ts';
import { openDatabase } from '../support/open-database.ts';
import type { OpenDatabase } from '../support/open-database.ts';

let open: OpenDatabase;
let database: Database;
let ledger: Ledger;

beforeAll(async () => {
  open = await openDatabase();
  database = open.database;
  ledger = new Ledger(database);
});

afterAll(() => open.close());

const signedOut = (residentId: string): LedgerEvent => ({
  type: 'resident.signed-out',
  actor: { kind: 'resident', id: residentId },
  residentId,
});

function record(event: LedgerEvent, recipients?: Recipient[]): Promise<string> {
  return database.transaction((sql) => ledger.record(sql, event, recipients));
}

/** Entries become readable when no older transaction is in progress, in whatever database of this server. */
async function readUntil(id: string, afterId = '0'): Promise<LedgerEntry[]> {
  for (;;) {
    const entries = await ledger.readCommitted(afterId, 1000);
    if (entries.some((entry) => entry.id === id)) return entries;
  }
}

describe('recording', () => {
  test('keeps the event as it was, found by link and by resident', async () => {
    const [residentId, linkId] = [newId(), newId()];
    const event: LedgerEvent = {
      type: 'link.removed',
      actor: { kind: 'staff', id: 'case-officer' },
      residentId,
      linkId,
      provider: 'google',
      reason: 'security',
      onlyLink: true,
    };
    const id = await record(event);
    expect(await ledger.ofLink(linkId)).toEqual([{ id, at: expect.anything(), event }]);
    expect(await ledger.ofResident(residentId, { limit: 10 })).toMatchObject([{ id, event }]);
  });

  test('gives a resident the newest entries first and no more than asked for', async () => {
    const residentId = newId();
    const ids = [];
    for (let turn = 0; turn < 3; turn += 1) ids.push(await record(signedOut(residentId)));
    const entries = await ledger.ofResident(residentId, { limit: 2 });
    expect(entries.map((entry) => entry.id)).toEqual([ids[2], ids[1]]);
  });

  test('happens with its effect or not at all', async () => {
    const residentId = newId();
    const attempt = database.transaction(async (sql) => {
      await ledger.record(sql, signedOut(residentId), [{ appId: 'parks', subject: 's' }]);
      throw new Error('the effect failed');
    });
    await expect(attempt).rejects.toThrow('the effect failed');
    expect(await ledger.ofResident(residentId, { limit: 10 })).toEqual([]);
  });
});

describe('an event that the catalogue does not describe is refused', () => {
  const residentId = newId();
  const good = signedOut(residentId);
  const refused: [string, object, string][] = [
    ['an unknown type', { ...good, type: 'resident.sneezed' }, 'an unknown type'],
    ['an inherited type', { ...good, type: 'constructor' }, 'an unknown type'],
    ['an unknown field', { ...good, displayName: 'Ana' }, 'a field it does not have'],
    [
      'a missing field',
      { ...good, residentId: undefined },
      'residentId with a value that is no id',
    ],
    [
      'free text as id',
      { ...good, residentId: 'Ana Lopez' },
      'residentId with a value that is no id',
    ],
    ['a subject as actor', { ...good, actor: { kind: 'app', id: '109876543210' } }, 'no id'],
    ['an address as actor', { ...good, actor: { kind: 'staff', id: 'a@city.example' } }, 'no id'],
    ['an unknown actor', { ...good, actor: { kind: 'visitor' } }, 'an unknown kind of actor'],
    ['more on the actor', { ...good, actor: { kind: 'system', name: 'Ana' } }, 'kind of actor'],
    [
      'free text as code',
      { type: 'link.conflict', actor: { kind: 'system' }, residentId, provider: 'my Google' },
      'provider with a value that is no code',
    ],
    [
      'a value outside the choices',
      { type: 'link.searched', actor: { kind: 'system' }, by: 'e-mail', hits: 1 },
      'by with a value that is no resident-id / provider-id / display-name',
    ],
    [
      'a text as count',
      { type: 'link.searched', actor: { kind: 'system' }, by: 'resident-id', hits: '1' },
      'hits with a value that is no count',
    ],
  ];

  test.each(refused)('%s', async (_what, event, detail) => {
    const refusal = await record(event as LedgerEvent).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'internal', detail: expect.stringContaining(detail) });
    expect(JSON.stringify(refusal)).not.toMatch(/Ana|city\.example|1098/);
  });
});

describe('recipients', () => {
  const toldOf = (id: string) =>
    open.query('select app_id, subject from civic.ledger_recipient where entry_id = $1', [id]);

  test('are kept beside the entry, once for each app', async () => {
    const parks = { appId: 'parks', subject: 'one' };
    const id = await record(signedOut(newId()), [
      parks,
      { appId: 'library', subject: 'two' },
      parks,
    ]);
    expect(await toldOf(id)).toEqual([
      { app_id: 'parks', subject: 'one' },
      { app_id: 'library', subject: 'two' },
    ]);
  });

  test('are forgotten after 30 days, and the entry stays', async () => {
    const residentId = newId();
    const id = await record(signedOut(residentId), [{ appId: 'parks', subject: 'one' }]);
    await open.travel(30 * 86_400 - 60);
    await purged(database, purgeRecipients);
    expect(await toldOf(id)).toHaveLength(1);
    await open.travel(61);
    expect(await purged(database, purgeRecipients)).toBeGreaterThanOrEqual(1);
    expect(await toldOf(id)).toEqual([]);
    expect(await ledger.ofResident(residentId, { limit: 10 })).toHaveLength(1);
  });
});

describe('reading in commit order', () => {
  test('waits for an older transaction still in progress, and then shows both', async () => {
    const [slow, quick] = [newId(), newId()];
    const { id, slowId } = await database.transaction(async (sql) => {
      const older = await ledger.record(sql, signedOut(slow));
      const younger = await record(signedOut(quick));
      const seen = await ledger.readCommitted('0', 1000);
      expect(seen.map((entry) => entry.id)).not.toContain(younger);
      return { id: younger, slowId: older };
    });
    const ids = (await readUntil(id)).map((entry) => entry.id);
    expect(ids.slice(-2)).toEqual([slowId, id]);
  });

  test('skips nobody: a low id that commits after a higher one has been read still comes', async () => {
    const [late, early] = [newId(), newId()];
    const old = await oldTransaction();
    const { lateId, earlyId } = await database.transaction(async (sql) => {
      const low = await ledger.record(sql, signedOut(late));
      const high = await old.record(early);
      const seen = await readUntil(high);
      expect(seen.map((entry) => entry.id)).not.toContain(low);
      return { lateId: low, earlyId: high };
    });
    expect(BigInt(earlyId)).toBeGreaterThan(BigInt(lateId));
    const rest = await readUntil(lateId, earlyId);
    expect(rest.map((entry) => entry.id)).toEqual([lateId]);
    const everything = (await readUntil(lateId)).map((entry) => entry.id);
    expect(everything.slice(-2)).toEqual([earlyId, lateId]);
  });

  /** A transaction that has its number before the others begin, and records only later. */
  async function oldTransaction(): Promise<{ record(residentId: string): Promise<string> }> {
    const client = new pg.Client({ connectionString: open.serviceUrl });
    await client.connect();
    await client.query('begin');
    await client.query('select pg_current_xact_id()');
    return {
      async record(residentId) {
        const run = async <Row>(query: pg.QueryConfig, values: readonly unknown[] = []) =>
          (await client.query({ ...query, values: [...values] })).rows as Row[];
        const id = await ledger.record({ run }, signedOut(residentId));
        await client.query('commit');
        await client.end();
        return id;
      },
    };
  }
});

describe('the service cannot change what is written', () => {
  test.each([
    `update civic.ledger_entry set type = 'x'`,
    'delete from civic.ledger_entry',
    'truncate civic.ledger_entry cascade',
    'alter table civic.ledger_entry disable trigger all',
    'drop table civic.ledger_entry cascade',
  ])('%s', async (text) => {
    const attempt = database.run({ name: text, text });
    await expect(attempt).rejects.toMatchObject({ code: '42501' });
  });
});
