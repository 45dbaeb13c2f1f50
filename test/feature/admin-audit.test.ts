import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readCheckpoint } from '../../src/audit/checkpoint.ts';
import { verifyExport } from '../../src/audit/verify-export.ts';
import { newId } from '../../src/kernel/ids.ts';
import { SigningKeys } from '../../src/keys/signing-keys.ts';
import type { LedgerEvent } from '../../src/ledger/event-catalogue.ts';
import { ApiCaller } from '../support/api.ts';
import { LedgerAtWork } from '../support/audit/ledger-at-work.ts';

/* Programs of auditors read the ledger, take it away and have it verified, and see no record with what lets them. */

let ledger: LedgerAtWork;
let auditor: ApiCaller;
beforeAll(async () => {
  ledger = await LedgerAtWork.start({ API_PER_SECOND: '1000' });
  auditor = await ApiCaller.open(ledger.service, ['admin:audit.read', 'admin:audit.export']);
});
afterAll(async () => {
  auditor.app.close();
  await ledger.stop();
});

const residentId = newId();
const held: LedgerEvent = {
  type: 'record.held',
  actor: { kind: 'staff', id: 'officer-7' },
  role: 'revoker',
  residentId,
  reason: 'legal',
};

describe('entries', () => {
  test('are listed newest first, with their fields and seals, in pages of any length', async () => {
    const ids = await ledger.record(60, held);
    await ledger.seal();
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const query: string = `?resident=${residentId}&limit=25${cursor && `&cursor=${cursor}`}`;
      const { json } = await auditor.get(`/api/admin/audit/entries${query}`);
      seen.push(...(json.rows as { entry: string }[]).map(({ entry }) => entry));
      cursor = json.next_cursor as string | null;
    }
    expect(seen).toEqual(ids.toReversed());
    const { json } = await auditor.get(`/api/admin/audit/entries/${ids[0]}`);
    expect(json).toMatchObject({
      entry: ids[0],
      type: 'record.held',
      actor: { kind: 'staff', id: 'officer-7' },
      fields: { residentId, reason: 'legal', role: 'revoker' },
      seal: { number: expect.any(Number), hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
  });

  test.each([
    ['resident=Ana', '#/resident'],
    ['from=yesterday', '#/from'],
    ['entry=x', '#/entry'],
    ['cursor=x', '#/cursor'],
  ])('?%s is refused by its name', async (query, pointer) => {
    const { status, json } = await auditor.get(`/api/admin/audit/entries?${query}`);
    expect([status, json.errors]).toEqual([422, [{ pointer, detail: 'is not right' }]]);
  });

  test('and 404 says that there is no such entry', async () => {
    const { status, json } = await auditor.get('/api/admin/audit/entries/999999999');
    expect([status, json.code]).toEqual([404, 'entry-not-found']);
  });
});

test('an export in parts is the chain, as it is verified elsewhere', async () => {
  await ledger.service.database.query(
    `insert into civic.ledger_entry (type, actor_kind) select 'part', 'system' from generate_series(1, 2100)`,
  );
  await ledger.seal();
  const file = join(ledger.folder, 'parts.jsonl');
  writeFileSync(file, '');
  let [cursor, parts]: [unknown, number] = [undefined, 0];
  while (cursor !== null) {
    const { json } = await auditor.post('/api/admin/audit/exports', { cursor });
    writeFileSync(file, String(json.text), { flag: 'a' });
    parts += 1;
    cursor = json.next_cursor;
  }
  expect(parts).toBe(2);
  const keys = await ledger.part(SigningKeys).everyKey();
  const { json } = await auditor.get('/api/admin/audit/chain');
  const made = await ledger.checkpoint();
  const checkpoints = [readCheckpoint(made)];
  const verdict = await verifyExport({ file, checkpoints: [], keys });
  expect(verdict).toMatchObject({ kind: 'intact', from: 1, to: json.sealed });
  expect(checkpoints[0]).toMatchObject({ kind: 'checkpoint' });
  const [row] = await ledger.service.database.query<{ entries: number }>(
    `select sum((detail ->> 'entries')::int)::int as entries from civic.ledger_entry
     where type = 'audit.exported' and actor = $1`,
    [auditor.app.id],
  );
  expect(row?.entries).toBe(json.sealed);
  const wrong = await auditor.post('/api/admin/audit/exports', { cursor: 'WyJ4Il0' });
  expect([wrong.status, wrong.json.code]).toEqual([422, 'invalid']);
});

test('a verification says up to where, and the chain what to keep', async () => {
  await ledger.seal();
  const token = await ledger.checkpoint();
  const { json } = await auditor.post('/api/admin/audit/chain/verify', {});
  const number = (await ledger.sealed()).length;
  expect(json).toEqual({
    intact: true,
    number,
    vouched: number,
    outside: number,
    unsealed: 0,
    why: null,
  });
  const chain = await auditor.get('/api/admin/audit/chain');
  expect(chain.json).toMatchObject({ sealed: number, checkpoint: { number, token } });
});

test('whoever audits opens no record, and who helps residents reads no ledger', async () => {
  const paths = [
    ['/api/admin/residents/search', { text: 'x', purpose: 'help' }],
    [`/api/admin/residents/${residentId}/open`, { purpose: 'help' }],
  ] as const;
  for (const [path, body] of paths) expect((await auditor.post(path, body)).status).toBe(403);
  const helper = await ApiCaller.open(ledger.service, ['admin:records.read']);
  for (const path of ['entries', 'chain'])
    expect((await helper.get(`/api/admin/audit/${path}`)).status).toBe(403);
  for (const path of ['exports', 'chain/verify'])
    expect((await helper.post(`/api/admin/audit/${path}`, {})).status).toBe(403);
  helper.app.close();
});
