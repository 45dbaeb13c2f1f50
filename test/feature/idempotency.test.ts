import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { Housekeeping } from '../../src/platform/jobs/housekeeping.ts';
import { ApiCaller } from '../support/api.ts';
import type { Answer } from '../support/city-service.ts';
import { Evidence, newPerson } from '../support/evidence.ts';
import { Resident } from '../support/resident.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

/* Idempotency-Key: an order that is sent again is answered as before and not done again (draft-ietf-httpapi-idempotency-key-header). */

const nobody = '6f1c1f0e-0000-4000-8000-000000000000';

let service: TestService;
let staff: ApiCaller;
let evidence: Evidence;
let link: string;
let key: string;
beforeAll(async () => {
  service = await startTestService({ API_PER_SECOND: '10000' });
  staff = await ApiCaller.open(service);
  evidence = new Evidence(service);
});
afterAll(async () => {
  staff.app.close();
  await service.stop();
});
beforeEach(async () => {
  const page = await new Resident(service).link('google', { person: newPerson(service) });
  link = page.url.pathname.split('/').at(-1) ?? '';
  key = randomUUID();
});

interface Order {
  of?: string;
  under?: string;
  reason?: string;
  by?: ApiCaller;
}

function revoke({
  of = link,
  under = key,
  reason = 'security',
  by = staff,
}: Order = {}): Promise<Answer> {
  const headers = { 'idempotency-key': under };
  return by.post(`/api/admin/links/${of}/revoke`, { reason }, { headers });
}

const removals = async (): Promise<number> =>
  (await evidence.ledger('link.removed')).filter(({ link_id }) => link_id === link).length;

describe('the same order under the same key', () => {
  test('is answered as before, says so, and is not done again', async () => {
    const first = await revoke();
    const again = await revoke();
    expect(first.json).toEqual({ link, status: 'removed' });
    expect(first.headers['idempotent-replayed']).toBeUndefined();
    expect([again.status, again.text]).toEqual([200, first.text]);
    expect(again.headers['content-type']).toBe(first.headers['content-type']);
    expect(again.headers['idempotent-replayed']).toBe('true');
    expect(await removals()).toBe(1);
    expect((await revoke({ under: randomUUID() })).json.status).toBe('already-removed');
  });

  test('whatever the order of its fields, and on every replica', async () => {
    const replica = await service.replica();
    const first = await revoke();
    const headers = { 'idempotency-key': key };
    const again = await staff.post(`/api/admin/links/${link}/revoke`, null, {
      headers,
      service: replica,
      body: ' { "reason" : "security" } ',
    });
    expect([again.text, again.headers['idempotent-replayed']]).toEqual([first.text, 'true']);
    await replica.running.stop();
  });

  test('is answered with the refusal it got', async () => {
    const first = await revoke({ of: nobody });
    const again = await revoke({ of: nobody });
    expect([first.status, again.status, again.text]).toEqual([404, 404, first.text]);
    expect(again.headers['content-type']).toContain('application/problem+json');
  });

  test('waits while it is being answered, and is told how long', async () => {
    const blocker = new pg.Client({ connectionString: service.database.adminUrl });
    await blocker.connect();
    await blocker.query('begin; lock table civic.link in access exclusive mode');
    const first = revoke();
    while ((await evidence.count('idempotent_answer where status is null')) === 0);
    const second = await revoke();
    await blocker.end();
    expect([second.status, second.json.code]).toEqual([409, 'request-in-progress']);
    expect(second.headers['retry-after']).toBe('1');
    expect((await first).json.status).toBe('removed');
    expect(await removals()).toBe(1);
  });

  test('sent twenty times at once is done once', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => revoke()));
    const good = answers.filter(({ status }) => status === 200);
    expect(good.length).toBeGreaterThan(0);
    expect(new Set(good.map(({ text }) => text)).size).toBe(1);
    expect(answers.filter(({ status }) => ![200, 409].includes(status))).toEqual([]);
    expect(await removals()).toBe(1);
  });

  test('is done when our side failed the first time', async () => {
    const blocker = new pg.Client({ connectionString: service.database.adminUrl });
    await blocker.connect();
    await blocker.query('begin; lock table civic.link in access exclusive mode');
    const first = await revoke();
    await blocker.end();
    expect(first.status).toBe(503);
    expect((await revoke()).json.status).toBe('removed');
  });

  test('is done when the process that began it was killed, a minute later', async () => {
    await revoke();
    await service.database.query(
      'update civic.idempotent_answer set status = null, sealed_answer = null',
    );
    expect((await revoke()).status).toBe(409);
    await service.travel(61);
    expect((await revoke()).json.status).toBe('already-removed');
  });
});

describe('the key', () => {
  test.each<[what: string, changes: Order]>([
    ['another address', { of: nobody }],
    ['another body', { reason: 'mistake' }],
  ])('is not good for %s', async (_what, changes) => {
    await revoke();
    const other = await revoke(changes);
    expect([other.status, other.json.code]).toEqual([422, 'idempotency-mismatch']);
    expect(other.headers['idempotent-replayed']).toBeUndefined();
  });

  test('of one app says nothing to another', async () => {
    const other = await ApiCaller.open(service);
    await revoke();
    expect((await revoke({ by: other })).json.status).toBe('already-removed');
    other.app.close();
  });

  test.each(['', 'short', 'x'.repeat(201), 'with a space in it', 'with-an-ö-in-it-and-more'])(
    '"%s" is none',
    async (wrong) => {
      const answer = await revoke({ under: Buffer.from(wrong).toString('latin1') });
      expect([answer.status, answer.json.code]).toEqual([400, 'bad-request']);
      expect(await removals()).toBe(0);
    },
  );

  test('stays free when the request was refused before anything was done', async () => {
    expect((await revoke({ reason: 'because' })).json.code).toBe('invalid');
    expect((await revoke()).json.status).toBe('removed');
  });

  test('is not needed', async () => {
    const path = `/api/admin/links/${link}/revoke`;
    expect((await staff.post(path, { reason: 'security' })).json.status).toBe('removed');
  });

  test('means nothing where nothing is done', async () => {
    const headers = { 'idempotency-key': key };
    await staff.get('/api/admin/apps', { headers });
    const again = await staff.get('/api/admin/apps', { headers });
    expect(again.headers['idempotent-replayed']).toBeUndefined();
  });

  test('is forgotten after 72 hours, with the answer', async () => {
    await revoke();
    await service.travel(3 * 86_400 - 1);
    expect(await evidence.count('idempotent_answer')).toBeGreaterThan(0);
    await service.travel(1);
    await service.running.app.get(Housekeeping).runAll();
    expect(await evidence.count('idempotent_answer')).toBe(0);
    await service.travel(-3 * 86_400);
  });
});

test('what is kept holds neither the key nor the answer in a readable form', async () => {
  await revoke();
  const rows = await service.database.query<{ row: string }>(
    `select concat(a.*, ' ', encode(sealed_answer, 'escape')) as row from civic.idempotent_answer a`,
  );
  const all = rows.map(({ row }) => row).join('\n');
  expect(rows.length).toBeGreaterThan(0);
  for (const secret of [key, link, '"status"']) expect(all).not.toContain(secret);
});
