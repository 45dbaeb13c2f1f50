import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Clock } from '../../src/kernel/clock.ts';
import { staffRoles } from '../../src/permissions/permissions.ts';
import { formatMonth } from '../../src/words/format.ts';
import { monthAfter, monthOf, spanOf } from '../../src/statistics/month.ts';
import { tableNames } from '../../src/statistics/tables.ts';
import { ApiCaller } from '../support/api.ts';
import { Crowd } from '../support/crowd.ts';
import { Evidence } from '../support/evidence.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';
import { Clerk } from '../support/staff.ts';

/* A month is looked at with small numbers hidden, and published once and for good by an operator. */

const timeZone = 'America/Chicago';

let service: TestService;
let operator: Clerk;
let month: string;
beforeAll(async () => {
  service = await startTestService({ TIME_ZONE: timeZone, SIGN_IN_PER_MINUTE: '100000' });
  operator = await Clerk.start(service, 'operator');
  const now = new Date(service.running.app.get(Clock).milliseconds());
  month = monthAfter(monthOf(now, timeZone), -1);
  const at = new Date(spanOf(month, timeZone).from.getTime() + 86_400_000);
  await new Crowd(service).arrive(35, { at });
  await new Crowd(service).arrive(4, { at, providers: ['facebook'] });
});
afterAll(() => service.stop());

const before = (months: number): string => monthAfter(month, -months);
const publicPage = async (): Promise<string> => (await fetch(`${service.url}/statistics`)).text();
const open = (path = ''): ReturnType<Clerk['open']> => operator.open(`/staff/statistics${path}`);

async function publish(which: string, table: readonly string[] = tableNames) {
  await open(`/${which}/publish`);
  return operator.submit('/publish', { table: [...table] });
}

describe('the pages', () => {
  test.each(staffRoles)('can be read by everybody, and publish for operators: %s', async (role) => {
    const clerk = await Clerk.start(service, role);
    expect((await clerk.open('/staff/statistics')).status).toBe(200);
    const { status, text } = await clerk.open(`/staff/statistics/${month}`);
    expect(status).toBe(200);
    const may = role === 'operator';
    expect(text.includes(`href="/staff/statistics/${month}/publish"`)).toBe(may);
    const asked = await clerk.open(`/staff/statistics/${month}/publish`);
    expect(asked.status).toBe(may ? 200 : 403);
  });

  test('say that nothing is published, and what can be', async () => {
    const { text } = await open();
    expect(text).toContain('Nothing is published yet.');
    expect(text).toContain(`Preview ${formatMonth('en', month)}`);
    expect(text).not.toContain(`/staff/statistics/${monthAfter(month)}"`);
  });

  test.each<[string, number, string]>([
    ['not over', 1, 'The month is not over yet.'],
    ['too old', -13, 'It is too long ago.'],
  ])('say why a month that is %s cannot be published', async (_what, months, why) => {
    const other = monthAfter(month, months);
    for (const path of [`/${other}`, `/${other}/publish`]) {
      const page = await open(path);
      expect([page.status, page.text.includes(why)]).toEqual([404, true]);
    }
    expect((await open('/2026-13')).status).toBe(404);
  });
});

describe('a preview', () => {
  test('is what everybody would read, with small numbers hidden, and publishes nothing', async () => {
    const { text } = await open(`/${month}`);
    expect(text).toContain('People who linked an account');
    expect(text).toContain('Not shown');
    expect(text).not.toMatch(/>(4|35|39)</);
    expect(await publicPage()).toContain('We have not published any numbers yet.');
  });
});

describe('publishing', () => {
  test('takes a passkey within the last minutes', async () => {
    await open(`/${month}/publish`);
    await service.travel(5 * 60);
    const asked = await operator.submit('/publish', { table: [...tableNames] });
    expect(asked.url.pathname).toBe('/staff/prove');
    expect(await new Evidence(service).count('published_statistic')).toBe(0);
    await operator.open('/staff');
  });

  test('needs at least one table', async () => {
    const page = await publish(before(1), []);
    expect([page.status, page.text.includes('Choose at least one table')]).toEqual([422, true]);
    expect(await new Evidence(service).count('published_statistic')).toBe(0);
  });

  test('leaves out what was not chosen, which the ledger notes', async () => {
    const page = await publish(before(1), ['linked', 'views-day']);
    expect(page.text).toContain('The month is published.');
    const [row] = await service.database.query<{ detail: object }>(
      `select detail from civic.ledger_entry where type = 'statistics.published'`,
    );
    const leftOut = tableNames.filter((name) => name !== 'linked' && name !== 'views-day');
    expect(row?.detail).toEqual({ month: before(1), leftOut });
    const text = await publicPage();
    expect(text).toContain('People who had a link when the month ended');
    expect(text).not.toContain('People who linked an account');
  });

  test('happens once, also when somebody presses twice', async () => {
    await open(`/${month}/publish`);
    const first = operator.page;
    expect((await operator.submit('/publish')).text).toContain('The month is published.');
    operator.browser.page = first;
    const again = await operator.submit('/publish', { table: ['linked'] });
    expect(again.url.pathname).toBe(`/staff/statistics/${month}`);
    expect(again.text).toContain('It cannot be changed.');
    const rows = await service.database.query(
      `select detail from civic.ledger_entry where type = 'statistics.published'
       and detail ->> 'month' = $1`,
      [month],
    );
    expect(rows).toEqual([{ detail: { month } }]);
    expect(await publicPage()).toContain('People who linked an account');
  });

  test('is seen in the list afterwards, and not offered again', async () => {
    const { text } = await open();
    expect(text).toMatch(new RegExp(`columnheader.*${formatMonth('en', month)}</a>`, 's'));
    expect(text).not.toContain(`Preview ${formatMonth('en', month)}`);
  });
});

describe('through the API', () => {
  test('a program previews and publishes a month with the scopes for it', async () => {
    const api = await ApiCaller.open(service, [
      'admin:statistics.read',
      'admin:statistics.publish',
    ]);
    const other = before(2);
    const at = `/api/admin/statistics/${other}`;
    const seen = await api.get(at);
    expect(seen.json).toMatchObject({ month: other, published_at: null });
    const order = { without: ['linked'] };
    expect((await api.post(`${at}/publish`, order)).json).toEqual({
      month: other,
      status: 'published',
    });
    const again = await api.post(`${at}/publish`, {});
    expect(again.json).toEqual({ month: other, status: 'published-before' });
    const { json } = await api.get(at);
    const tables = json.tables as { name: string }[];
    expect(tables.map(({ name }) => name)).toEqual(tableNames.filter((one) => one !== 'linked'));
    const listed = await api.get('/api/admin/statistics');
    expect(JSON.stringify(listed.json.published)).toContain(other);
    expect(listed.json.open).not.toContain(other);
    const rest = { without: [...tableNames] };
    const empty = await api.post(`/api/admin/statistics/${before(3)}/publish`, rest);
    expect([empty.status, empty.json.errors]).toEqual([
      422,
      [{ pointer: '#/without', detail: 'leaves no table' }],
    ]);
    for (const unfit of [monthAfter(month), before(13)])
      expect((await api.get(`/api/admin/statistics/${unfit}`)).json.code).toBe('month-not-found');
    api.app.close();
  });

  test('and cannot publish with the scope to read alone', async () => {
    const reader = await ApiCaller.open(service, ['admin:statistics.read']);
    const answer = await reader.post(`/api/admin/statistics/${before(4)}/publish`, {});
    expect([answer.status, answer.json.code]).toEqual([403, 'not-allowed']);
    reader.app.close();
  });
});
