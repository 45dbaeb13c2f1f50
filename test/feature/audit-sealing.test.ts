import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { beginning, nextHash } from '../../src/audit/chain.ts';
import { readCheckpoint } from '../../src/audit/checkpoint.ts';
import { Sealer } from '../../src/audit/sealer.ts';
import { SealState } from '../../src/audit/seal-state.ts';
import { SealingClock } from '../../src/audit/sealing-clock.ts';
import { Verification } from '../../src/audit/verification.ts';
import { newId } from '../../src/kernel/ids.ts';
import { Ledger } from '../../src/ledger/ledger.ts';
import { checkDatabase } from '../../src/platform/database/boot-checks.ts';
import { Database } from '../../src/platform/database/database.ts';
import { DyingDatabase } from '../support/audit/dying-database.ts';
import { Forger } from '../support/audit/forger.ts';
import { auditor, LedgerAtWork } from '../support/audit/ledger-at-work.ts';

let ledger: LedgerAtWork;
beforeAll(async () => {
  ledger = await LedgerAtWork.start();
});
afterAll(() => ledger.stop());

const query = <Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []) =>
  ledger.service.database.query<Row>(sql, values);

async function newestCheckpoint() {
  const lines = readFileSync(ledger.file, 'utf8').trim().split('\n');
  const read = readCheckpoint(lines.at(-1) ?? '');
  if (read === null) throw new Error('The last line is no checkpoint.');
  return read;
}

describe('sealing', () => {
  test('gives entries dense numbers from 1 on, and hashes as docs/audit.md says', async () => {
    await ledger.record(3);
    await ledger.seal();
    const rows = await query<{ [name: string]: string }>(
      `select seal.seq, encode(seal.hash, 'hex') as hash, entry.*,
         entry.xid::text as xid, entry.detail::text as detail,
         to_char(entry.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') as at
       from civic.ledger_seal as seal join civic.ledger_entry as entry on entry.id = seal.entry_id
       order by seal.seq`,
    );
    expect(rows.map(({ seq }) => Number(seq))).toEqual(rows.map((_, index) => index + 1));
    let previous = beginning.hash;
    for (const row of rows) {
      const text = [
        `{"id":${row.id},"xid":${row.xid}`,
        `"at":"${row.at?.replace(/\.?0+$/, '')}Z"`,
        ...['type', 'actor_kind', 'actor', 'resident_id', 'link_id', 'app_id'].map(
          (name) => `"${name}":${JSON.stringify(row[name])}`,
        ),
        `"detail":${row.detail}}`,
      ].join(',');
      previous = nextHash(previous, text);
      expect(row.hash).toBe(previous);
    }
  });

  test('waits for an older transaction, and then seals in the order of commitment', async () => {
    await ledger.seal();
    const before = (await ledger.sealed()).length;
    const client = new pg.Client({ connectionString: ledger.service.database.serviceUrl });
    await client.connect();
    await client.query('begin');
    await client.query('select pg_current_xact_id()');
    const younger = await ledger.record(2);
    await ledger.part(Sealer).seal();
    expect(await ledger.sealed()).toHaveLength(before);
    const run = async <Row>(text: pg.QueryConfig, values: readonly unknown[] = []) =>
      (await client.query({ ...text, values: [...values] })).rows as Row[];
    const residentId = newId();
    const actor = { kind: 'resident', id: residentId } as const;
    const event = { type: 'resident.signed-out', actor, residentId } as const;
    const older = await ledger.part(Ledger).record({ run }, event);
    await client.query('commit');
    await client.end();
    await ledger.seal();
    const entries = (await ledger.sealed()).slice(before).map(({ entry }) => entry);
    expect(entries).toEqual([older, ...younger]);
    expect(BigInt(older)).toBeGreaterThan(BigInt(younger[0] ?? 0));
    expect(await ledger.verify()).toMatchObject({ kind: 'intact', unsealed: 0 });
  });

  test('two processes at once leave no gap and no second seal', async () => {
    const replica = await ledger.service.replica();
    const other = replica.running.app.get(Sealer);
    const work = async (sealer: Sealer) => {
      for (let turn = 0; turn < 60; turn += 1) await sealer.seal();
    };
    await Promise.all([ledger.record(120), work(ledger.part(Sealer)), work(other), work(other)]);
    await ledger.seal();
    const sealed = await ledger.sealed();
    expect(sealed.map(({ seq }) => seq)).toEqual(sealed.map((_, index) => index + 1));
    expect(new Set(sealed.map(({ entry }) => entry)).size).toBe(sealed.length);
    expect(await ledger.verify()).toMatchObject({ kind: 'intact', to: sealed.length });
  });

  test('a sealer that lost its lock gives no number away twice', async () => {
    const [entry] = await ledger.record();
    await ledger.seal();
    const last = (await ledger.sealed()).at(-1);
    expect(last?.entry).toBe(entry);
    const late = { name: 'late', text: 'insert into civic.ledger_seal select $1, $2, $3' };
    const values = [last?.seq, last?.entry, Buffer.alloc(32)];
    await expect(ledger.part(Database).run(late, values)).rejects.toMatchObject({ code: '23505' });
  });

  test.each([
    ['the locking', 1],
    ['the reading', 2],
    ['the writing', 3],
  ])('a crash after %s seals nothing, and the next one begins there', async (_step, last) => {
    await ledger.seal();
    const before = await ledger.sealed();
    const ids = await ledger.record(3);
    const dying = await DyingDatabase.open(ledger.service.database.serviceUrl, last);
    await expect(new Sealer(dying as unknown as Database).seal()).rejects.toThrow('crash');
    expect(await ledger.sealed()).toEqual(before);
    await ledger.seal();
    const entries = (await ledger.sealed()).slice(before.length).map(({ entry }) => entry);
    expect(entries).toEqual(ids);
    expect(await ledger.verify()).toMatchObject({ kind: 'intact' });
  });

  test('a service that runs seals within a second, and says how far it is', async () => {
    const hurried = await LedgerAtWork.start({ AUDIT_SEAL_MILLISECONDS: '200' });
    try {
      const [entry] = await hurried.record();
      const began = Date.now();
      while (!(await hurried.sealed()).some((seal) => seal.entry === entry)) {
        if (Date.now() - began > 10_000) throw new Error('Not sealed.');
      }
      const state = await hurried.part(SealState).now(auditor);
      expect(state).toMatchObject({ waiting: 0, lateSeconds: 0 });
      expect(state.sealed).toBe((await hurried.sealed()).length);
    } finally {
      await hurried.stop();
    }
  });

  test('what waits is told with how long it waits', async () => {
    await ledger.seal();
    await ledger.record(2);
    await ledger.service.travel(30);
    const state = await ledger.part(SealState).now(auditor);
    expect(state.waiting).toBe(2);
    expect(state.lateSeconds).toBeGreaterThanOrEqual(30);
    expect(await ledger.verify()).toMatchObject({ kind: 'intact', unsealed: 2 });
  });
});

describe('checkpoints', () => {
  test('are signed, and go to the database, the log and the file', async () => {
    await ledger.record();
    await ledger.seal();
    const token = await ledger.checkpoint();
    const [seal] = (await ledger.sealed()).slice(-1);
    expect(await newestCheckpoint()).toMatchObject({ kind: 'checkpoint', seq: seal?.seq, token });
    expect(ledger.service.log()).toContain(`"audit.checkpointed","kind":"checkpoint"`);
    expect(ledger.service.log()).toContain(token);
    const [row] = await query('select token from civic.ledger_checkpoint where seq = $1', [
      seal?.seq,
    ]);
    expect(row).toEqual({ token });
    expect(await ledger.verify()).toMatchObject({ vouched: seal?.seq, outside: seal?.seq });
  });

  test('are made when there is something new, and no more often than the setting says', async () => {
    const clock = ledger.part(SealingClock);
    const count = () => readFileSync(ledger.file, 'utf8').trim().split('\n').length;
    await ledger.service.travel(61);
    await ledger.record();
    await ledger.seal();
    await clock.work();
    const made = count();
    await ledger.record();
    await ledger.seal();
    await clock.work();
    expect(count()).toBe(made);
    await ledger.service.travel(61);
    await clock.work();
    expect(count()).toBe(made + 1);
    await ledger.service.travel(61);
    await clock.work();
    expect(count()).toBe(made + 1);
  });

  test('are not made when the file cannot be written, and the log says so', async () => {
    const blocked = await LedgerAtWork.start({
      AUDIT_SEAL_MILLISECONDS: '50',
      AUDIT_CHECKPOINT_FILE: '/nowhere/checkpoints',
    });
    try {
      while (!blocked.service.log().includes('audit.failed')) await blocked.record();
      expect(blocked.service.log()).toContain('"code":"checkpoint-file"');
      const rows = await blocked.service.database.query('select 1 from civic.ledger_checkpoint');
      expect(rows).toEqual([]);
    } finally {
      await blocked.stop();
    }
  });
});

describe('tampering by whoever owns the database is seen', () => {
  beforeAll(async () => {
    for (let turn = 0; turn < 2; turn += 1) {
      await ledger.record(10);
      await ledger.seal();
      await ledger.checkpoint();
    }
  });

  const intact = () => ledger.verify();

  /** Changes the ledger as superuser, verifies, and puts everything back. */
  async function verdictAfter(...changes: string[]) {
    const client = new pg.Client({ connectionString: ledger.service.database.adminUrl });
    await client.connect();
    try {
      await client.query(`begin; set local session_replication_role = 'replica'`);
      for (const change of changes) await client.query(change);
      const run = async <Row>(text: pg.QueryConfig, values: readonly unknown[] = []) =>
        (await client.query({ ...text, values: [...values] })).rows as Row[];
      const file = readFileSync(ledger.file, 'utf8').trim().split('\n').map(readCheckpoint);
      return await ledger.part(Verification).verifyIn({ run }, { file, brought: [] });
    } finally {
      await client.query('rollback');
      await client.end();
    }
  }
  const entryOf = (seq: number) => `(select entry_id from civic.ledger_seal where seq = ${seq})`;

  test.each([
    [
      'a changed column',
      [`update civic.ledger_entry set type = 'x' where id = ${entryOf(3)}`],
      3,
      'changed',
    ],
    [
      'a changed time',
      [`update civic.ledger_entry set at = at - interval '4000 years' where id = ${entryOf(3)}`],
      3,
      'changed',
    ],
    ['a deleted entry', [`delete from civic.ledger_entry where id = ${entryOf(4)}`], 4, 'missing'],
    ['a deleted seal', ['delete from civic.ledger_seal where seq = 4'], 4, 'inserted'],
    [
      'a deleted entry with its seal',
      [
        `delete from civic.ledger_entry where id = ${entryOf(4)}`,
        'delete from civic.ledger_seal where seq = 4',
      ],
      4,
      'missing',
    ],
    [
      'an inserted entry',
      [
        `insert into civic.ledger_entry (xid, type, actor_kind) select xid, 'x', 'system' from civic.ledger_entry where id = ${entryOf(2)}`,
      ],
      expect.any(Number),
      'inserted',
    ],
    ['everything gone', ['truncate civic.ledger_entry, civic.ledger_seal cascade'], 1, 'cut-off'],
    [
      'a checkpoint that is none',
      [`update civic.ledger_checkpoint set token = 'x'`],
      0,
      'untrusted-checkpoint',
    ],
    [
      'a checkpoint taken for a stub',
      [
        `update civic.ledger_checkpoint set kind = 'stub' where seq = (select min(seq) from civic.ledger_checkpoint)`,
      ],
      expect.any(Number),
      'untrusted-beginning',
    ],
    [
      'our keys gone',
      ['delete from civic.signing_key'],
      expect.any(Number),
      'untrusted-checkpoint',
    ],
  ])('%s', async (_what, changes, at, why) => {
    expect(await intact()).toMatchObject({ kind: 'intact' });
    expect(await verdictAfter(...changes)).toEqual({ kind: 'broken', at, why });
  });

  test('all hashes made anew after a change', async () => {
    const forger = await Forger.connect(ledger.service.database.adminUrl);
    const rewrite = async () => {
      await forger.edit(3, `type = 'x'`);
      await forger.sealAnew();
      await forger.forgetCheckpoints();
    };
    const file = readFileSync(ledger.file, 'utf8').trim().split('\n').map(readCheckpoint);
    const verdict = (outside: typeof file) =>
      forger.undoing(rewrite, (sql) =>
        ledger.part(Verification).verifyIn(sql, { file: outside, brought: [] }),
      );
    try {
      expect(await verdict(file)).toMatchObject({ kind: 'broken', why: 'not-as-signed' });
      expect(await verdict([])).toMatchObject({ kind: 'intact', outside: 0 });
    } finally {
      await forger.close();
    }
  });
});

describe('the service itself', () => {
  test.each([
    'update civic.ledger_seal set seq = seq + 1',
    'delete from civic.ledger_seal',
    `update civic.ledger_checkpoint set token = 'x'`,
    'delete from civic.ledger_checkpoint',
    'truncate civic.ledger_seal',
  ])('may not %s', async (text) => {
    const attempt = ledger.part(Database).run({ name: text, text });
    await expect(attempt).rejects.toMatchObject({ code: '42501' });
  });

  test('does not start as a role that may', async () => {
    const database = ledger.part(Database);
    const real = 'create or replace function civic.now() returns timestamptz language sql stable';
    const [known] = await query<{ definition: string }>(
      `select pg_get_functiondef('civic.now()'::regprocedure) as definition`,
    );
    await query(`${real} return now()`);
    try {
      await expect(checkDatabase(database)).resolves.toBeUndefined();
      await query('grant delete on civic.ledger_seal to civic_service');
      await expect(checkDatabase(database)).rejects.toThrow('could rewrite the ledger');
    } finally {
      await query('revoke delete on civic.ledger_seal from civic_service');
      await query(known?.definition ?? '');
    }
  });
});
