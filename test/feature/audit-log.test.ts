import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { AuditExports } from '../../src/audit/audit-exports.ts';
import type { ExportPart } from '../../src/audit/audit-exports.ts';
import { readFilters } from '../../src/audit/audit-filters.ts';
import type { AuditFilters } from '../../src/audit/audit-filters.ts';
import { AuditLog } from '../../src/audit/audit-log.ts';
import { ChainChecks } from '../../src/audit/chain-checks.ts';
import { HistoryRemoval } from '../../src/audit/history-removal.ts';
import { newest, oldest } from '../../src/audit/statements/reading.ts';
import { readCheckpoint } from '../../src/audit/checkpoint.ts';
import { SealState } from '../../src/audit/seal-state.ts';
import { Verification } from '../../src/audit/verification.ts';
import { verifyExport } from '../../src/audit/verify-export.ts';
import { SigningKeys } from '../../src/keys/signing-keys.ts';
import { newId } from '../../src/kernel/ids.ts';
import type { LedgerEvent, StaffMember } from '../../src/ledger/event-catalogue.ts';
import { Database } from '../../src/platform/database/database.ts';
import { Housekeeping } from '../../src/platform/jobs/housekeeping.ts';
import { auditor, LedgerAtWork } from '../support/audit/ledger-at-work.ts';
import { commandLine } from '../support/command-line.ts';
import { Terminal } from '../support/terminal.ts';

let ledger: LedgerAtWork;
let civicLink: ReturnType<typeof commandLine>;
beforeAll(async () => {
  ledger = await LedgerAtWork.start();
  civicLink = commandLine(ledger.service, { AUDIT_CHECKPOINT_FILE: ledger.file });
});
afterAll(() => ledger.stop());

const viewer: StaffMember = { actor: { kind: 'staff', id: 'viewer-1' }, role: 'viewer' };
const residentId = newId();
const linkRemoved = (provider: string): LedgerEvent => ({
  type: 'link.removed',
  actor: { kind: 'staff', id: 'officer-7' },
  residentId,
  linkId: newId(),
  provider,
  reason: 'security',
  onlyLink: false,
});
const appDisabled: LedgerEvent = {
  type: 'app.disabled',
  actor: { kind: 'system' },
  appId: 'parks',
};
const inFolder = (name: string): string => join(ledger.folder, name);

async function textOf(filters: AuditFilters, form: 'csv' | 'jsonl'): Promise<string> {
  const copy = await ledger.part(AuditExports).begin(auditor, filters, form);
  return (await Array.fromAsync(copy.parts)).join('');
}

describe('what staff see of the ledger', () => {
  const page = (filters: AuditFilters, older?: string) =>
    ledger.part(AuditLog).page(auditor, filters, older);

  test('is the last day, newest first, 50 to a page', async () => {
    const [early] = await ledger.record(1, appDisabled);
    await ledger.service.travel(90_000);
    const ids = await ledger.record(60);
    await ledger.seal();
    const first = await page({});
    expect(first.entries.map(({ id }) => id)).toEqual(ids.slice(10).toReversed());
    expect(first.entries[0]?.seal).toMatchObject({ hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    const second = await page(first.filters, first.older ?? '');
    expect(second.entries.map(({ id }) => id).slice(0, 10)).toEqual(ids.slice(0, 10).toReversed());
    expect(second.older).toBeNull();
    expect(second.entries.map(({ id }) => id)).not.toContain(early);
  });

  test('can be asked for by each filter, and by all of them', async () => {
    const [google] = await ledger.record(1, linkRemoved('google'));
    const [facebook] = await ledger.record(1, linkRemoved('facebook'));
    const [parks] = await ledger.record(1, appDisabled);
    const found = async (filters: AuditFilters) =>
      (await page(filters)).entries.map(({ id }) => id).slice(0, 2);
    expect(await found({ provider: 'google' })).toEqual([google]);
    expect(await found({ type: 'link.removed' })).toEqual([facebook, google]);
    expect(await found({ reason: 'security' })).toEqual([facebook, google]);
    expect(await found({ staff: 'officer-7' })).toEqual([facebook, google]);
    expect(await found({ residentId })).toEqual([facebook, google]);
    expect((await found({ appId: 'parks' }))[0]).toBe(parks);
    expect(await found({ entry: parks ?? '' })).toEqual([parks]);
    expect(await found({ to: new Date(0) })).toEqual([]);
    const all = { staff: 'officer-7', type: 'link.removed', residentId, provider: 'facebook' };
    expect(await found({ ...all, from: new Date(0) })).toEqual([facebook]);
    expect(await found({ ...all, appId: 'parks' })).toEqual([]);
  });

  test('is for auditors and operators, and not for who helps residents', async () => {
    const refused = { code: 'not-allowed', status: 403 };
    const { part } = { part: ledger.part.bind(ledger) };
    await expect(part(AuditLog).page(viewer, {})).rejects.toMatchObject(refused);
    await expect(part(AuditExports).begin(viewer, {}, 'csv')).rejects.toMatchObject(refused);
    await expect(part(Verification).verify(viewer)).rejects.toMatchObject(refused);
    await expect(part(SealState).now(viewer)).rejects.toMatchObject(refused);
    await expect(part(ChainChecks).check(viewer)).rejects.toMatchObject(refused);
    await expect(part(ChainChecks).last(viewer)).rejects.toMatchObject(refused);
    expect(await ledger.verify()).toMatchObject({ kind: 'intact' });
  });

  test('filters come from texts, and a wrong one is named', () => {
    const texts = { from: '2026-11-01', to: '', staff: undefined, residentId, entry: '12' };
    expect(readFilters(texts)).toEqual({
      kind: 'filters',
      filters: { from: new Date('2026-11-01T00:00:00Z'), residentId, entry: '12' },
    });
    const wrong = { residentId: 'Ana', from: 'yesterday', entry: '1; drop', provider: "x' or 1" };
    expect(readFilters(wrong)).toMatchObject({ kind: 'wrong' });
    const read = readFilters(wrong);
    expect(read.kind === 'wrong' && read.names.toSorted()).toEqual(Object.keys(wrong).toSorted());
  });
});

describe('an export', () => {
  test('of everything has every sealed entry by its number, and is in the ledger by its count', async () => {
    await ledger.seal();
    const sealed = await ledger.sealed();
    const lines = (await textOf({}, 'jsonl')).trimEnd().split('\n');
    expect(lines).toHaveLength(sealed.length);
    const first = JSON.parse(lines[0] ?? '') as { seq: number; entry: { id: number } };
    expect(first).toMatchObject({ seq: 1, entry: { id: Number(sealed[0]?.entry) } });
    const [entry] = (await ledger.part(AuditLog).page(auditor, { type: 'audit.exported' })).entries;
    expect(entry?.event).toEqual({
      type: 'audit.exported',
      actor: auditor.actor,
      role: 'auditor',
      form: 'jsonl',
      entries: sealed.length,
    });
  });

  test('with filters has what passes them, in either form', async () => {
    const lines = (await textOf({ staff: 'officer-7', type: 'link.removed' }, 'jsonl')).split('\n');
    expect(lines.slice(0, -1).map((line) => JSON.parse(line))).toMatchObject([
      { entry: { detail: { provider: 'google' } } },
      { entry: { detail: { provider: 'facebook' } } },
    ]);
    const csv = (await textOf({ provider: 'google' }, 'csv')).trimEnd().split('\n');
    expect(csv[0]).toBe(
      'seq,hash,id,xid,at,type,actor_kind,actor,resident_id,link_id,app_id,detail',
    );
    expect(csv).toHaveLength(2);
    expect(csv[1]).toContain(`,link.removed,staff,officer-7,${residentId},`);
    expect(csv[1]).toContain('"{""reason"":""security"",');
  });
});

describe('an export in parts', () => {
  const jsonl = (filters: AuditFilters) => ({ filters, form: 'jsonl' }) as const;
  const take = async (order: ReturnType<typeof jsonl>) => {
    const parts: ExportPart[] = [];
    let place: ExportPart['next'] | undefined;
    while (place !== null) {
      const part = await ledger.part(AuditExports).part(auditor, order, place ?? null);
      parts.push(part);
      place = part.next;
    }
    return parts;
  };

  test('is the same as in one, and has nothing that was sealed after its beginning', async () => {
    await ledger.service.database.query(
      `insert into civic.ledger_entry (type, actor_kind) select 'part', 'system' from generate_series(1, 2500)`,
    );
    await ledger.seal();
    const whole = await textOf({}, 'jsonl');
    const first = await ledger.part(AuditExports).part(auditor, jsonl({}), null);
    await ledger.seal();
    const second = await ledger.part(AuditExports).part(auditor, jsonl({}), first.next);
    expect(first.entries).toBe(2000);
    expect(second.next).toBeNull();
    expect(first.text + second.text).toBe(whole);
    const filtered = await take(jsonl({ type: 'part' }));
    expect(filtered.map(({ entries }) => entries)).toEqual([2000, 500]);
  });

  test('is in the ledger with each part', async () => {
    const parts = await take({ filters: { type: 'part' }, form: 'jsonl' });
    const { entries } = await ledger.part(AuditLog).page(auditor, { type: 'audit.exported' });
    const counts = entries.slice(0, 2).map(({ event }) => 'entries' in event && event.entries);
    expect(counts).toEqual(parts.map((part) => part.entries).toReversed());
    const refused = ledger.part(AuditExports).part(viewer, jsonl({}), null);
    await expect(refused).rejects.toMatchObject({ code: 'not-allowed', status: 403 });
  });
});

describe('a check of the chain', () => {
  const checks = () => ledger.part(ChainChecks);

  test('is in the ledger with what it found, and asked for twice at once is made once', async () => {
    await ledger.seal();
    expect((await checks().last(auditor))?.event.intact).not.toBe(false);
    const verdicts = await Promise.all([checks().check(auditor), checks().check(auditor)]);
    expect(verdicts[0]).toBe(verdicts[1]);
    const to = (await ledger.sealed()).length;
    const event = { actor: auditor.actor, role: 'auditor', intact: true, number: to };
    expect((await checks().last(auditor))?.event).toMatchObject(event);
    expect(await checks().failure()).toBeNull();
  });
});

describe('at the terminal', () => {
  test('an export, an older checkpoint and the keys prove the ledger without the service', async () => {
    const checkpoint = await civicLink('audit', 'checkpoint');
    expect(checkpoint.code).toBe(0);
    writeFileSync(inFolder('kept'), checkpoint.out);
    await ledger.record(20);
    await ledger.seal();
    writeFileSync(inFolder('keys.json'), (await civicLink('audit', 'keys')).out);
    const exported = await civicLink('audit', 'export', '--out', inFolder('all.jsonl'));
    expect(exported).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+ entries\n$/) });
    const [first, last] = [1, (await ledger.sealed()).length];
    const verified = await verifyCopy('all.jsonl');
    expect(verified).toMatchObject({ code: 0, err: '' });
    expect(verified.out).toContain(`Entries ${first} to ${last} are as they were sealed.`);
    expect(verified.out).toContain(`up to entry ${last - 20}`);
  });

  const verifyCopy = (name: string, checkpoint = 'kept') => {
    const files = ['--export', inFolder(name), '--keys', inFolder('keys.json')];
    return Terminal.run('audit', 'verify', ...files, '--checkpoint', inFolder(checkpoint));
  };

  test.each([
    [
      'an entry changed',
      (lines: string[]) => lines.with(3, String(lines[3]).replace('"type":"', '"type":"x')),
      { at: 4, why: 'changed' },
    ],
    [
      'a hash changed',
      (lines: string[]) => lines.with(3, String(lines[3]).replace('"hash":"', '"hash":"0')),
      { at: 4, why: 'changed' },
    ],
    ['a line gone', (lines: string[]) => lines.toSpliced(3, 1), { at: 4, why: 'changed' }],
    [
      'a line twice',
      (lines: string[]) => lines.toSpliced(3, 0, String(lines[3])),
      { at: 5, why: 'changed' },
    ],
    ['the end gone', (lines: string[]) => lines.slice(0, 5), { at: 6, why: 'cut-off' }],
    ['nothing left', () => [], { at: 1, why: 'cut-off' }],
  ])('a copy with %s is refused', async (_what, change, said) => {
    const lines = readFileSync(inFolder('all.jsonl'), 'utf8').trimEnd().split('\n');
    writeFileSync(inFolder('changed.jsonl'), change(lines).join('\n'));
    const checkpoints = [readCheckpoint(readFileSync(inFolder('kept'), 'utf8').trim())];
    const keys = await ledger.part(SigningKeys).everyKey();
    const found = await verifyExport({ file: inFolder('changed.jsonl'), checkpoints, keys });
    expect(found).toEqual({ kind: 'broken', ...said });
  });

  test('a checkpoint whose signature is not ours is refused', async () => {
    const [head = '', claims = ''] = readFileSync(inFolder('kept'), 'utf8').split('.');
    writeFileSync(inFolder('forged'), `${head}.${claims}.${'A'.repeat(86)}`);
    const verified = await verifyCopy('all.jsonl', 'forged');
    expect(verified).toMatchObject({ code: 1, out: expect.stringContaining('no known key') });
  });

  test('the database is verified with what somebody kept', async () => {
    const verified = await civicLink('audit', 'verify', '--checkpoint', inFolder('kept'));
    expect(verified).toMatchObject({ code: 0, out: expect.stringContaining('are as they were') });
    const other = readFileSync(inFolder('kept'), 'utf8').split('.');
    const [head, , signature] = other;
    const claims = Buffer.from(JSON.stringify({ seq: 7, hash: '0'.repeat(64), iat: 1 }));
    const false_ = [head, claims.toString('base64url'), signature].join('.').trim();
    const refused = await civicLink('audit', 'verify', '--checkpoint', false_);
    expect(refused).toMatchObject({ code: 1 });
  });

  test.each([
    [['audit', 'export', '--out', 'x', '--resident', 'Ana'], '--residentId'],
    [['audit', 'verify', '--checkpoint', 'nonsense'], 'neither'],
  ])('%j is explained', async (args, said) => {
    expect(await civicLink(...args)).toMatchObject({ code: 2, err: expect.stringContaining(said) });
    expect(existsSync('x')).toBe(false);
  });

  test('verifying a copy without a checkpoint is explained', async () => {
    const ran = await Terminal.run('audit', 'verify', '--export', 'package.json');
    expect(ran).toMatchObject({ code: 2, err: expect.stringContaining('Give a checkpoint') });
  });
});

describe('history', () => {
  const removal = () => ledger.part(HistoryRemoval).deletion();

  test('stays for 24 months to the minute', async () => {
    await ledger.seal();
    const [left] = await ledger.service.database.query<{ seconds: number }>(
      `select extract(epoch from min(at) + interval '24 months' - civic.now())::float8 as seconds
       from civic.ledger_entry`,
    );
    await ledger.service.travel((left?.seconds ?? 0) - 30);
    expect(await removal().due()).toBe(0);
    expect(await removal().run()).toBe(0);
    await ledger.service.travel(60);
    const due = await removal().due();
    expect(due).toBeGreaterThan(0);
    expect(await removal().run()).toBe(due);
    expect(await ledger.verify()).toMatchObject({ kind: 'intact', from: due + 1 });
  });

  test('goes when it is older, from the beginning, and leaves a stub that verifies the rest', async () => {
    await ledger.record();
    await ledger.seal();
    const before = await ledger.sealed();
    const gone = before.at(-1)?.seq ?? 0;
    await ledger.service.travel(733 * 86_400);
    const ids = await ledger.record(5);
    await ledger.seal();
    expect(await removal().due()).toBe(before.length);
    await ledger.part(Housekeeping).runAll();
    expect(await removal().due()).toBe(0);
    await ledger.seal();
    const left = await ledger.sealed();
    expect(left[0]).toEqual({ seq: gone + 1, entry: ids[0] });
    expect(await ledger.verify()).toMatchObject({ kind: 'intact', from: gone + 1 });
    const entries = await ledger.service.database.query<{ id: string }>(
      'select min(id)::text as id from civic.ledger_entry',
    );
    expect(entries).toEqual([{ id: ids[0] }]);
    const copy = await textOf({}, 'jsonl');
    expect(copy).toMatch(/^\{"stub":"ey/);
    const [noted] = (await ledger.part(AuditLog).page(auditor, { type: 'audit.history-removed' }))
      .entries;
    expect(noted?.event).toMatchObject({ actor: { id: 'retention' }, until: expect.any(Number) });
  }, 60_000);

  test('a copy begins with the stub, and is verified by it', async () => {
    writeFileSync(inFolder('rest.jsonl'), await textOf({}, 'jsonl'));
    writeFileSync(inFolder('later'), await ledger.checkpoint());
    const files = ['--export', inFolder('rest.jsonl'), '--keys', inFolder('keys.json')];
    const later = ['--checkpoint', inFolder('later')];
    const good = await Terminal.run('audit', 'verify', ...files, ...later);
    expect(good).toMatchObject({ code: 0, out: expect.stringContaining('have had their time') });
    const lines = readFileSync(inFolder('rest.jsonl'), 'utf8').split('\n');
    writeFileSync(inFolder('rest.jsonl'), lines.slice(1).join('\n'));
    expect(await Terminal.run('audit', 'verify', ...files, ...later)).toMatchObject({ code: 1 });
  });

  test('a stub that the file does not know is not believed', async () => {
    const lines = readFileSync(ledger.file, 'utf8').trimEnd().split('\n');
    const kept = lines.filter((line) => {
      return !Buffer.from(line.split('.')[0] ?? '', 'base64url')
        .toString()
        .includes('stub');
    });
    expect(kept.length).toBeLessThan(lines.length);
    writeFileSync(ledger.file, `${kept.join('\n')}\n`);
    expect(await ledger.verify()).toMatchObject({ kind: 'broken', why: 'untrusted-beginning' });
    writeFileSync(ledger.file, `${lines.join('\n')}\n`);
    expect(await ledger.verify()).toMatchObject({ kind: 'intact' });
  });

  test('that somebody changed is not removed', async () => {
    await ledger.record(3);
    await ledger.seal();
    await ledger.service.travel(733 * 86_400);
    await ledger.record(1);
    await ledger.seal();
    const [, second] = await ledger.sealed();
    const change = `update civic.ledger_entry set actor = $1 where id = ${second?.entry}`;
    const [row] = await ledger.service.database.query<{ actor: string | null }>(
      `select actor from civic.ledger_entry where id = ${second?.entry}`,
    );
    await ledger.service.database.query(change, ['somebody-else']);
    await expect(removal().run()).rejects.toThrow('was changed');
    await ledger.service.database.query(change, [row?.actor]);
    expect(await removal().run()).toBeGreaterThan(0);
  });

  test('the service cannot remove what is young, unsealed or not the beginning', async () => {
    await ledger.record(3);
    await ledger.seal();
    const seals = await ledger.service.database.query<{ seq: string; hash: Buffer }>(
      'select seq, hash from civic.ledger_seal order by seq',
    );
    const text = 'select civic.remove_history($1, $2, $3)';
    const remove = (seal: (typeof seals)[number] | undefined, hash = seal?.hash) =>
      ledger.part(Database).run({ name: 'remove', text }, [seal?.seq, hash, 'a stub']);
    await expect(remove(seals[1])).rejects.toThrow('older than 24 months');
    await expect(remove(seals[1], Buffer.alloc(32))).rejects.toThrow('no such seal');
    await expect(remove(seals.at(-1))).rejects.toThrow('newest');
    await ledger.service.travel(733 * 86_400);
    await expect(remove(seals.at(-1))).rejects.toThrow('newest');
  });
});

describe('with many entries', () => {
  test('no filter reads the whole table, when it is large', async () => {
    await ledger.service.database.query(
      `insert into civic.ledger_entry (type, actor_kind, actor, resident_id, app_id, detail, at)
       select 'type-' || n % 50, 'staff', 'officer-' || n % 50, gen_random_uuid(), 'app-' || n % 50,
         jsonb_build_object('provider', 'provider-' || n % 50, 'reason', 'reason-' || n % 50),
         civic.now() - make_interval(secs => n)
       from generate_series(1, 30000) as n`,
    );
    await ledger.seal();
    await ledger.service.database.query('analyze civic.ledger_entry, civic.ledger_seal');
    const day = { from: new Date(0), to: new Date(), entry: '1' };
    const each = { ...day, staff: 'officer-7', type: 'type-7', residentId, provider: 'provider-7' };
    const filters: Required<AuditFilters> = { ...each, appId: 'app-7', reason: 'reason-7' };
    for (const [name, value] of Object.entries(filters)) {
      for (const ask of [newest, oldest]) {
        const { statement, values } = ask({ [name]: value }, null);
        const plan = await planOf(statement.text, values);
        expect({ name, plan }).toEqual({ name, plan: expect.not.stringContaining('Seq Scan') });
      }
    }
    const later = newest({ type: 'type-7' }, '100');
    expect(await planOf(later.statement.text, later.values)).not.toContain('Seq Scan');
  });

  async function planOf(text: string, values: readonly unknown[]): Promise<string> {
    const explained = { name: '', text: `explain ${text}` };
    const rows = await ledger.part(Database).run<{ 'QUERY PLAN': string }>(explained, values);
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  }
});
