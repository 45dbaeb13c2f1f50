import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Erasure } from '../../src/erasure/erasure.ts';
import { ApiCaller } from '../support/api.ts';
import type { Answer } from '../support/city-service.ts';
import { Evidence, newPerson } from '../support/evidence.ts';
import { makeCode } from '../support/help-desk.ts';
import { Household } from '../support/household.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';
import { atServer } from '../support/staff.ts';

/* Programs that staff work with find and open records as staff do: for a purpose, in the ledger, and in the resident's sight. */

const nobody = '6f1c1f0e-0000-4000-8000-000000000000';

let service: TestService;
let helpDesk: ApiCaller;
beforeAll(async () => {
  service = await startTestService({ SIGN_IN_PER_MINUTE: '100000', API_PER_SECOND: '1000' });
  helpDesk = await ApiCaller.open(service, ['admin:records.read', 'admin:records.unmask']);
});
afterAll(async () => {
  helpDesk.app.close();
  await service.stop();
});

let count = 0;

/** Somebody new with a name and a user ID that nobody else has. */
async function settle() {
  count += 1;
  const name = `Robin Number${count}`;
  const subject = String(800_000_000_000 + count);
  const person = newPerson(service, { name, subject });
  const household = await Household.settle(service, 'google', person);
  return Object.assign(household, { name, subject });
}

const at = '/api/admin/residents';
const search = (text: string, purpose = 'help', by = helpDesk): Promise<Answer> =>
  by.post(`${at}/search`, { text, purpose });
const open = (resident: string, purpose = 'security', by = helpDesk): Promise<Answer> =>
  by.post(`${at}/${resident}/open`, { purpose });

describe('searching', () => {
  test('finds somebody, who reads of it and why', async () => {
    const { name, subject, residentId, ledger, resident } = await known();
    for (const text of [name, subject, residentId]) {
      const answer = await search(text, 'security');
      expect(answer.json).toMatchObject({
        result: 'found',
        residents: [{ resident: residentId, names: [name], providers: ['google'] }],
        record: null,
      });
    }
    expect(await ledger('record.found')).toHaveLength(3);
    expect((await ledger('record.found'))[0]).toMatchObject({
      actor: helpDesk.app.id,
      detail: { lookedFor: 'security' },
    });
    const { text } = await resident.open('/account/activity');
    expect(text).toMatch(/Found you in a search by name\. Reason: to keep your record safe/);
    expect(text).toContain('City worker');
  });

  test('finds nobody, and the ledger notes that somebody looked', async () => {
    const before = await searches();
    const answer = await search('Nobody Here');
    expect(answer.json).toMatchObject({ result: 'found', residents: [] });
    expect(await searches()).toBeGreaterThan(before);
  });

  test('with a code of the resident opens the record at once', async () => {
    const { resident, residentId, ledger } = await known();
    const answer = await search(await makeCode(resident));
    expect(answer.json).toMatchObject({ result: 'opened', record: { resident: residentId } });
    expect(await ledger('record.opened')).toMatchObject([
      { actor: helpDesk.app.id, detail: { with: 'support-code' } },
    ]);
  });

  test.each([
    ['no purpose', { text: 'x' }],
    ['another purpose', { text: 'x', purpose: 'curiosity' }],
    ['no text', { text: ' ', purpose: 'help' }],
  ])('needs to be said in full: %s', async (_what, body) => {
    const answer = await helpDesk.post(`${at}/search`, body);
    expect([answer.status, answer.json.code]).toEqual([422, 'invalid']);
  });
});

describe('opening', () => {
  test('for a purpose shows what staff see, and the resident reads of it', async () => {
    const { name, subject, residentId, ledger, resident } = await known();
    const answer = await open(residentId);
    expect(answer.json).toMatchObject({
      resident: residentId,
      links: [{ provider: 'google', name, user_id_end: `…${subject.slice(-4)}` }],
      apps: [],
    });
    expect(answer.text).not.toContain(subject);
    expect(await ledger('record.opened')).toMatchObject([
      { actor: helpDesk.app.id, detail: { with: 'purpose', lookedFor: 'security' } },
    ]);
    const { text } = await resident.open('/account/activity');
    expect(text).toMatch(/Opened your record\. Reason: to keep your record safe/);
  });

  test('with a code takes the right one', async () => {
    const { resident, residentId } = await known();
    const code = await makeCode(resident);
    const wrong = await helpDesk.post(`${at}/open-with-code`, { code: '0000-0000' });
    expect([wrong.status, wrong.json.code]).toEqual([404, 'code-not-found']);
    const answer = await helpDesk.post(`${at}/open-with-code`, { code });
    expect(answer.json).toMatchObject({ resident: residentId });
  });

  test('of nobody says so', async () => {
    const answer = await open(nobody);
    expect([answer.status, answer.json.code]).toEqual([404, 'resident-not-found']);
  });
});

describe('the whole user ID', () => {
  const unmask = (resident: string, link: string, by = helpDesk): Promise<Answer> =>
    by.post(`${at}/${resident}/links/${link}/unmask`, {});

  test('is shown of a record that this very app has open, for a quarter of an hour', async () => {
    const { subject, residentId, linkWith, ledger } = await known();
    const link = await linkWith('google');
    const closed = await unmask(residentId, link);
    expect([closed.status, closed.json.code]).toEqual([409, 'record-not-open']);
    await open(residentId);
    const other = await ApiCaller.open(service, ['admin:records.unmask']);
    expect((await unmask(residentId, link, other)).status).toBe(409);
    other.app.close();
    const answer = await unmask(residentId, link);
    expect(answer.json).toEqual({ link, provider: 'google', user_id: subject });
    expect((await unmask(residentId, nobody)).json.code).toBe('link-not-found');
    expect(await ledger('record.unmasked')).toMatchObject([{ actor: helpDesk.app.id }]);
    await service.travel(15 * 60);
    helpDesk = await ApiCaller.open(service, ['admin:records.read', 'admin:records.unmask']);
    expect((await unmask(residentId, link)).status).toBe(409);
  });
});

describe('nobody gets in', () => {
  test.each([['admin:audit.read'], ['admin:grants.read'], ['admin:records.unmask']])(
    'with %s alone',
    async (scope) => {
      const other = await ApiCaller.open(service, [scope]);
      const { residentId, ledger } = await known();
      const answers = [
        await search('x', 'help', other),
        await open(residentId, 'help', other),
        await other.post(`${at}/open-with-code`, { code: '0000-0000' }),
      ];
      expect(answers.map(({ status }) => status)).toEqual([403, 403, 403]);
      expect(await ledger('record.opened')).toEqual([]);
      other.app.close();
    },
  );
});

describe('a request that is sent again', () => {
  test('is done again, because no answer about a resident is kept', async () => {
    const { residentId, name, ledger } = await known();
    const headers = { 'idempotency-key': randomUUID() };
    const body = { purpose: 'help' };
    const first = await helpDesk.post(`${at}/${residentId}/open`, body, { headers });
    expect(first.text).toContain(name);
    expect(await new Evidence(service).count('idempotent_answer')).toBe(0);
    const again = await helpDesk.post(`${at}/${residentId}/open`, body, { headers });
    expect(again.headers['idempotent-replayed']).toBeUndefined();
    expect(await ledger('record.opened')).toHaveLength(2);
    await service.running.app.get(Erasure).eraseByStaff(atServer, residentId);
    const gone = await helpDesk.post(`${at}/${residentId}/open`, body, { headers });
    expect([gone.status, gone.text.includes(name)]).toEqual([404, false]);
  });
});

test('what was looked for stands in no log and in no address', async () => {
  const { name, subject } = await known();
  await search(name);
  await search(subject);
  expect(service.log()).not.toContain(name);
  expect(service.log()).not.toContain(subject);
});

async function known() {
  const household = await settle();
  const { name, subject, resident, residentId } = household;
  return {
    name,
    subject,
    resident,
    residentId,
    ledger: household.ledger.bind(household),
    linkWith: household.linkWith.bind(household),
  };
}

async function searches(): Promise<number> {
  const [row] = await service.database.query<{ count: number }>(
    `select count(*)::int as count from civic.ledger_entry where type = 'link.searched'`,
  );
  return row?.count ?? 0;
}
