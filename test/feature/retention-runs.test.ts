import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SealState } from '../../src/audit/seal-state.ts';
import { Sealer } from '../../src/audit/sealer.ts';
import type { StaffMember } from '../../src/ledger/event-catalogue.ts';
import { newId } from '../../src/kernel/ids.ts';
import { Housekeeping } from '../../src/platform/jobs/housekeeping.ts';
import { Retention } from '../../src/retention/retention.ts';
import type { RetentionRun } from '../../src/retention/retention-run.ts';
import { RetentionRuns } from '../../src/retention/retention-runs.ts';
import { ApiCaller } from '../support/api.ts';
import type { Answer } from '../support/city-service.ts';
import { commandLine, sharedKeys } from '../support/command-line.ts';
import { Evidence, newPerson } from '../support/evidence.ts';
import { Resident } from '../support/resident.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

/* A run deletes what is due and certifies what has gone: once, completely, and whoever was killed in between. */

const operator: StaffMember = { actor: { kind: 'staff', id: 'cli' }, role: 'operator' };
const day = 86_400;

let service: TestService;
let replica: TestService;
let evidence: Evidence;
beforeAll(async () => {
  service = await startTestService(sharedKeys);
  replica = await service.replica();
  evidence = new Evidence(service);
});
afterAll(() => service.stop());

const retention = (of: TestService = service): Retention => of.running.app.get(Retention);
const runs = (of: TestService = service): RetentionRuns => of.running.app.get(RetentionRuns);
const never = new AbortController().signal;
const lastRun = async () => (await retention().lastRuns(operator, 1))[0];

/** Codes whose time is over, so many that one batch does not take them all. */
const plantCodes = (rows: number): Promise<object[]> =>
  service.database.query(
    `insert into civic.authorization_code
       (code_hash, app_id, grant_id, redirect_uri, code_challenge, scopes, expires_at)
     select sha256(convert_to(gen_random_uuid()::text, 'utf8')), 'parks', $1, '', '', '{}', civic.now() - interval '2 days'
     from generate_series(1, ${rows})`,
    [newId()],
  );

/** What the newest certificate says was deleted. */
async function certified(): Promise<Record<string, number>> {
  return countsIn(await lastRun());
}

/** Entries of the ledger go when they are sealed, which is not this test's doing. */
function countsIn(run: RetentionRun | undefined): Record<string, number> {
  const text = run?.certificate?.text ?? '';
  const counts = [...text.matchAll(/^deleted (\w+): (\d+)$/gm)];
  const named = counts.map(([, name = '', rows]) => [name, Number(rows)] as const);
  return Object.fromEntries(named.filter(([name]) => name !== 'ledger_entry'));
}

/** Entries of the ledger may go once they are sealed, which must not happen between two looks. */
async function sealAll(): Promise<void> {
  const [sealer, state] = [service.running.app.get(Sealer), service.running.app.get(SealState)];
  while ((await state.read()).waiting > 0) await sealer.seal();
}

const codesIn = (run: RetentionRun | undefined): number => countsIn(run).authorization_code ?? 0;

const entries = () =>
  service.database.query<{ actor: string; detail: Record<string, unknown> }>(
    `select actor, detail from civic.ledger_entry where type = 'retention.run' order by id`,
  );

async function clearTheTable(): Promise<void> {
  await retention().run(operator);
}

describe('a run', () => {
  test('deletes just what the preview counted, and certifies it with what went before', async () => {
    for (const provider of ['google', 'facebook'] as const)
      await new Resident(service).link(provider, { person: newPerson(service) });
    await service.travel(25 * 31 * day);
    await plantCodes(7);
    await service.running.app.get(Housekeeping).runAll();
    await plantCodes(5);
    await new Resident(service).travel('google', { person: newPerson(service) });
    await sealAll();
    const preview = await retention().preview(operator);
    const promised = preview.flatMap(({ kind, due, gone }) =>
      'deletion' in kind.removedBy &&
      kind.removedBy.deletion !== 'ledger_entry' &&
      (due ?? 0) + (gone ?? 0) > 0
        ? [[kind.removedBy.deletion, (due ?? 0) + (gone ?? 0)] as const]
        : [],
    );
    expect(Object.fromEntries(promised)).toMatchObject({ unused: 2, authorization_code: 12 });
    expect(await retention().preview(operator)).toEqual(preview);
    const outcome = await retention().run(operator);
    expect(outcome.kind).toBe('certified');
    expect(await certified()).toEqual(Object.fromEntries(promised));
    const left = (await retention().preview(operator)).filter(({ due }) => (due ?? 0) > 0);
    expect(left.filter(({ name }) => name !== 'history')).toEqual([]);
  });

  test('is in the ledger with counts, kinds and the hash of its certificate', async () => {
    await plantCodes(3);
    await retention().run(operator);
    const run = await lastRun();
    const { text = '', hash = '', deleted } = run?.certificate ?? {};
    expect(createHash('sha256').update(text).digest('base64url')).toBe(hash);
    expect((await entries()).at(-1)).toEqual({
      actor: 'cli',
      detail: {
        run: run?.id,
        deleted,
        left: 0,
        kinds: expect.arrayContaining(['authorization_code']),
        certificate: hash,
      },
    });
    expect(countsIn(run)).toEqual({ authorization_code: 3 });
    const named = [...text.matchAll(/^deleted \w+: (\d+)$/gm)];
    expect(named.reduce((sum, [, rows]) => sum + Number(rows), 0)).toBe(deleted);
  });

  test('says in its certificate which schedule was in force, and from when to when', async () => {
    await retention().run(operator);
    const before = await lastRun();
    await service.travel(60);
    await retention().run(operator);
    const { text = '' } = (await lastRun())?.certificate ?? {};
    expect(text).toContain(
      `\nby staff cli\nfrom ${before?.certificate?.finishedAt.toISOString()}\nto `,
    );
    for (const name of Object.keys(retention().schedule))
      expect(text).toContain(`\nkept ${name}: `);
    expect(text).toContain('\nkept unused: 24 months; deletion unused\n');
    expect(text).toContain('\ndeleted nothing\nleft nothing\n');
  });

  test('counts every row once, however often others delete meanwhile', async () => {
    await clearTheTable();
    await plantCodes(12_000);
    const sweep = (of: TestService) => of.running.app.get(Housekeeping).runAll();
    const before = (await retention().lastRuns(operator, 100)).length;
    await Promise.all([retention().run(operator), sweep(service), sweep(replica)]);
    await retention().run(operator);
    const newer = (await retention().lastRuns(operator, 100)).slice(0, -before);
    const sum = newer.reduce((all, run) => all + codesIn(run), 0);
    expect([sum, await evidence.count('authorization_code')]).toEqual([12_000, 0]);
  });

  test('is only for those who may, and so is looking at one', async () => {
    const viewer: StaffMember = { actor: { kind: 'staff' }, role: 'viewer' };
    await expect(retention().run(viewer)).rejects.toThrow('You may not do this.');
    expect(await retention().lastRuns(viewer, 1)).toHaveLength(1);
    const app: StaffMember = { actor: { kind: 'app', id: 'x' }, scopes: ['admin:apps.read'] };
    await expect(retention().preview(app)).rejects.toThrow('You may not do this.');
    await expect(retention().lastRuns(app, 1)).rejects.toThrow('You may not do this.');
  });
});

describe('a run that was killed', () => {
  test.each([0, 1, 2, 3])(
    'after batch %i goes on where it was, and is certified once',
    async (batches) => {
      await clearTheTable();
      await plantCodes(12_000);
      const count = (await entries()).length;
      const killed = await runs().open({ kind: 'system', id: 'retention' });
      let left = batches;
      await runs().goOn(killed, () => (left -= 1) >= 0);
      expect((await lastRun())?.certificate).toBeNull();
      await retention(replica).runIfDue(never);
      const run = await lastRun();
      expect([run?.id, codesIn(run)]).toEqual([killed.id, 12_000]);
      expect((await entries()).length).toBe(count + 1);
    },
  );

  test('between its last batch and its certificate has lost no count', async () => {
    await clearTheTable();
    await plantCodes(4);
    await runs().open({ kind: 'system', id: 'retention' });
    await service.running.app.get(Housekeeping).runAll();
    await retention().runIfDue(never);
    expect(await certified()).toEqual({ authorization_code: 4 });
  });
});

describe('the job', () => {
  test('of two processes at once certifies once', async () => {
    await clearTheTable();
    await service.travel(day);
    await plantCodes(12_000);
    const count = (await entries()).length;
    const all = [service, replica, service, replica];
    await Promise.all(all.map((each) => retention(each).runIfDue(never)));
    expect((await entries()).length).toBe(count + 1);
    expect(await certified()).toMatchObject({ authorization_code: 12_000 });
  });

  test('certifies once a day, and does nothing in between', async () => {
    await clearTheTable();
    const count = (await entries()).length;
    for (const hours of [1, 5, 12, 5]) {
      await service.travel(hours * 3600);
      await retention().runIfDue(never);
    }
    expect((await entries()).length).toBe(count);
    await service.travel(3600);
    await retention().runIfDue(never);
    await retention(replica).runIfDue(never);
    expect((await entries()).length).toBe(count + 1);
    expect((await entries()).at(-1)?.actor).toBe('retention');
  });

  test('stops when its process ends, and the run stays open', async () => {
    await service.travel(day);
    await plantCodes(10);
    const stopping = new AbortController();
    stopping.abort();
    await retention().runIfDue(stopping.signal);
    expect((await lastRun())?.certificate).toBeNull();
    await retention().runIfDue(never);
    expect((await lastRun())?.certificate?.deleted).toBeGreaterThanOrEqual(10);
  });
});

describe('at the terminal and through the API', () => {
  test('a run prints its certificate, and runs are listed', async () => {
    const civicLink = commandLine(service);
    await plantCodes(2);
    const ran = await civicLink('retention', 'run');
    const { hash, text } = (await lastRun())?.certificate ?? {};
    expect(ran).toMatchObject({ code: 0, out: `${text}\nSHA-256 ${hash}\n` });
    expect(text).toContain('deleted authorization_code: 2');
    const listed = await civicLink('retention', 'runs');
    expect(listed.out.split('\n')[0]).toContain(`2 deleted  certified `);
    const asJson = JSON.parse((await civicLink('retention', 'runs', '--json')).out) as object[];
    expect(asJson[0]).toMatchObject({ certificate: { text, hash } });
  });

  test('pages of runs follow one another without a gap', async () => {
    const caller = await ApiCaller.open(service);
    const path = '/api/admin/retention/runs';
    const ids: unknown[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const from = cursor === '' ? '' : `&cursor=${cursor}`;
      const { json }: Answer = await caller.get(`${path}?limit=3${from}`);
      const rows = json.rows as { run: string }[];
      expect(rows.length).toBeLessThanOrEqual(3);
      ids.push(...rows.map(({ run }) => run));
      cursor = json.next_cursor as string | null;
    }
    const all = await retention().lastRuns(operator, 1000);
    expect(ids).toEqual(all.map(({ id }) => id));
    for (const query of [
      'limit=0',
      'limit=101',
      'cursor=W10',
      'cursor=!',
      'page=2',
      'limit=2&limit=3',
    ]) {
      const { status, json } = await caller.get(`${path}?${query}`);
      expect([query, status, json.code]).toEqual([query, 422, 'invalid']);
    }
    const { json } = await caller.get(path, { method: 'POST' });
    expect(json).toMatchObject({ certificate: { deleted: expect.any(Number) } });
    caller.app.close();
  });
});
