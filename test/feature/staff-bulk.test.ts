import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { staffRoles } from '../../src/permissions/permissions.ts';
import { StaffPeople } from '../../src/staff/people.ts';
import type { Page } from '../support/browser.ts';
import { ApiCaller, apiScopes } from '../support/api.ts';
import { CityService } from '../support/city-service.ts';
import { Evidence } from '../support/evidence.ts';
import { makeLinks } from '../support/many-links.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';
import { atServer, Clerk } from '../support/staff.ts';

let service: TestService;
let evidence: Evidence;
let revoker: Clerk;
let approver: Clerk;
let parks: CityService;
beforeAll(async () => {
  service = await startTestService({ SIGN_IN_PER_MINUTE: '100000' });
  evidence = new Evidence(service);
  parks = await CityService.register(service);
  await meetStaff();
});
afterAll(async () => {
  parks.close();
  await service.stop();
});
beforeEach(async () => {
  await service.database.query('truncate civic.bulk_plan cascade');
  await service.database.query('delete from civic.link');
});

/** Sessions of staff end after a quarter of an hour without use. */
async function meetStaff(): Promise<void> {
  revoker = await Clerk.start(service, 'revoker', 'Rita Revoker');
  approver = await Clerk.start(service, 'approver', 'Ada Approver');
}

const whole = { provider: 'google', from: '2020-01-01', reason: 'security' };

/** Plans to remove what a form says, and returns where the plan is. */
async function planned(form: Record<string, string> = whole, clerk = revoker): Promise<string> {
  await clerk.open('/staff/bulk/new');
  const page = await clerk.submit('/bulk/new', form);
  expect(page.status).toBe(200);
  return page.url.pathname;
}

async function confirmed(at: string, links: number, clerk = revoker): Promise<Page> {
  await clerk.open(`${at}/confirm`);
  return clerk.submit('/confirm', { links: String(links) });
}

async function answered(at: string, answer: 'yes' | 'no', clerk = approver): Promise<Page> {
  await clerk.open(`${at}/answer`);
  return clerk.submit('/answer', { answer });
}

/** Refreshes the page of a plan until it says something. */
async function until(at: string, words: string, clerk = revoker): Promise<Page> {
  for (;;) {
    const page = await clerk.open(at);
    if (page.text.includes(words)) return page;
    await sleep(50);
  }
}

/** The value beside a term in a list of names and values. */
function valueOf({ text }: Page, term: string): string {
  const value = new RegExp(`<dt>${term}</dt><dd>(.*?)</dd>`).exec(text)?.[1] ?? '';
  return value.replaceAll(/<[^>]*>/g, '');
}

/** A plan that was given up says nothing of what it would have done as if that were still to come. */
function expectGivenUp({ text }: Page, links: number): void {
  expect(text).toContain(`Residents whose only link was in this plan: ${links}.`);
  expect(text).toContain('<h2>Who it was about</h2>');
  expect(text).not.toMatch(/no longer be able|will read|Residents who lose|never touched/);
}

const idIn = (at: string): string => at.split('/').at(-1) ?? '';
const stepsOf = (at: string) =>
  service.database.query<{ type: string; actor: string }>(
    `select type, actor from civic.ledger_entry where detail->>'plan' = $1 order by id`,
    [idIn(at)],
  );

describe('sixty links', () => {
  test('are planned by one person, approved by another, and removed with what was said', async () => {
    const links = await makeLinks(service.database, { count: 60, linkedAt: '2026-03-02T12:00Z' });
    const at = await planned({ ...whole, ticket: 'CASE-7' });
    const look = revoker.page;
    expect(look.text).toContain('60 links');
    expect(look.text).toContain('March 2026');
    expect(look.text).toContain('Residents who lose their only link: 60.');
    expect(look.text).toContain('<caption>These links, without names: 20 of 60</caption>');
    expect(look.text).toContain(
      'City worker: Removed your Google link. Reason: to keep your record safe',
    );
    expect(look.text).toContain('lang="es">Personal de la ciudad: Quitó su vínculo de Google.');
    expect(valueOf(look, 'Ticket number')).toBe('CASE-7');

    const waiting = await confirmed(at, 60);
    expect(waiting.url.pathname).toBe(at);
    expect(waiting.text).toContain('You asked for approval. Another person has to say yes');
    expect(waiting.text).not.toContain('/answer"');
    expect((await revoker.open(`${at}/answer`)).status).toBe(403);
    expect(await evidence.count('link')).toBe(60);

    expect((await approver.open('/staff')).text).toContain(
      'Plans to remove many links wait for an approver: 1.',
    );
    expect((await approver.open('/staff/bulk')).text).toContain(`href="${at}/answer"`);
    const asked = await approver.open(`${at}/answer`);
    expect(valueOf(asked, 'Made by')).toBe('Rita Revoker');
    expect(asked.text).toContain('Somebody wants to remove these links and needs your yes.');
    expect(rowsOf(asked, 'These links')).toHaveLength(21);
    expect(rowsOf(asked, 'These links')).toEqual(rowsOf(look, 'These links'));
    await approver.submit('/answer', { answer: 'yes' });
    expect(approver.page.url.pathname).toBe(at);

    const report = await until(at, 'The plan is finished.');
    expect(valueOf(report, 'Removed')).toBe('60');
    expect(valueOf(report, 'Failed')).toBe('0');
    expect(await evidence.count('link')).toBe(0);
    const file = await revoker.open(`${at}/report.csv`);
    expect(file.headers['content-type']).toBe('text/csv; charset=utf-8');
    const lines = file.text.trim().split('\r\n').slice(1);
    expect(lines.map((line) => String(line.split(',')[1])).toSorted()).toEqual(links.toSorted());
    expect(lines.every((line) => line.split(',')[2] === 'done')).toBe(true);
    expect(await removalsOf(links)).toEqual([
      { actor: revoker.person.id, reason: 'security', ticket: 'CASE-7', removed: 60 },
    ]);
    expect(await stepsOf(at)).toEqual([
      { type: 'bulk.planned', actor: revoker.person.id },
      { type: 'bulk.confirmed', actor: revoker.person.id },
      { type: 'bulk.approved', actor: approver.person.id },
      { type: 'bulk.finished', actor: 'bulk' },
    ]);
  });

  const removalsOf = (links: string[]) =>
    service.database.query(
      `select actor, detail->>'reason' as reason, detail->>'ticket' as ticket, count(*)::int as removed
       from civic.ledger_entry where type = 'link.removed' and link_id = any($1) group by 1, 2, 3`,
      [links],
    );

  /** The rows of a table, by how its caption begins. */
  function rowsOf({ text }: Page, caption: string): string[] {
    const table = new RegExp(`<caption>${caption}.*?</caption>(.*?)</table>`, 's').exec(text)?.[1];
    return [...(table ?? '').matchAll(/<tr.*?<\/tr>/gs)].map(([row]) => row);
  }
});

describe('few links', () => {
  test('are removed at once when whoever looked says how many, and a second press changes nothing', async () => {
    await makeLinks(service.database, { count: 3 });
    const at = await planned();
    await revoker.open(`${at}/confirm`);
    const form = revoker.page;
    const wrong = await revoker.submit('/confirm', { links: '2' });
    expect([wrong.status, wrong.text.includes('href="#links"')]).toEqual([422, true]);
    expect(wrong.text).toContain('value="2"');
    const presses = ['3', '3'].map(async (links) => {
      revoker.browser.page = form;
      return revoker.submit('/confirm', { links });
    });
    for (const page of await Promise.all(presses)) {
      expect([page.status, page.url.pathname]).toEqual([200, at]);
    }
    await until(at, 'The plan is finished.');
    const types = (await stepsOf(at)).map(({ type }) => type);
    expect(types).toEqual(['bulk.planned', 'bulk.confirmed', 'bulk.finished']);
  });

  test('are not for somebody else to go on with, nor after a quarter of an hour', async () => {
    await makeLinks(service.database, { count: 3 });
    const at = await planned();
    const other = await Clerk.start(service, 'operator');
    expect((await other.open(at)).text).toContain(
      'Only the person who made this plan can go on with it.',
    );
    expect((await other.open(`${at}/confirm`)).url.pathname).toBe(at);
    await service.travel(15 * 60);
    await meetStaff();
    const late = await revoker.open(at);
    expect(late.text).toContain('The plan is too old.');
    expectGivenUp(late, 3);
    expect(await evidence.count('link')).toBe(3);
  });

  test('stay when the plan is thrown away', async () => {
    await makeLinks(service.database, { count: 3 });
    const at = await planned();
    await revoker.open(`${at}/cancel`);
    const page = await revoker.submit('/cancel');
    expect(page.text).toContain('The plan was thrown away. No link was removed.');
    expectGivenUp(page, 3);
    expect((await revoker.open(`${at}/cancel`)).url.pathname).toBe(at);
  });
});

describe('the form', () => {
  const wrong = async (form: Record<string, string>): Promise<string[]> => {
    await revoker.open('/staff/bulk/new');
    const page = await revoker.submit('/bulk/new', form);
    expect(page.status).toBe(422);
    for (const [name, value] of Object.entries(form)) {
      const kept = ['provider', 'app', 'reason'].includes(name)
        ? `<option value="${value}" selected`
        : `value="${value}"`;
      if (value !== '') expect(page.text).toContain(kept);
    }
    return [...page.text.matchAll(/<a class="usa-link" href="#(\w+)"/g)].map(([, id = '']) => id);
  };

  test('says of each field what is wrong and loses nothing', async () => {
    const from = '2026-01-01';
    expect(await wrong({})).toEqual(['provider', 'from', 'reason']);
    expect(await wrong({ provider: 'google', reason: 'legal' })).toEqual(['from']);
    expect(
      await wrong({ ...whole, from: '2026-02-31', before: 'May', used: '1', ticket: 'Rosa' }),
    ).toEqual(['from', 'before', 'used', 'ticket']);
    expect(await wrong({ ...whole, from, before: from })).toEqual(['before']);
    expect(await wrong({ ...whole, everything: 'yes' })).toEqual(['everything']);
    expect(await wrong({ ...whole, used: from })).toEqual(['provider']);
    expect(await evidence.count('bulk_plan')).toBe(0);
  });

  test('means days of the city, and what an app was connected to', async () => {
    await makeLinks(service.database, { count: 1, linkedAt: '2026-03-02T04:00Z' });
    await makeLinks(service.database, { count: 2, linkedAt: '2026-03-02T07:00Z' });
    // In Chicago the second of March begins at six in Greenwich.
    const at = await planned({ ...whole, from: '2026-03-02', before: '2026-03-03' });
    expect(revoker.page.text).toContain('2 links');
    expect(valueOf(revoker.page, 'Linked since')).toBe('March 2, 2026');
    expect(at).toMatch(/^\/staff\/bulk\/[\w-]{36}$/);
    expect(await wrong({ provider: 'google', app: parks.id, reason: 'legal' })).toEqual([
      'provider',
    ]);
  });

  test('is not lost to a passkey, which is asked for before anything is removed', async () => {
    await makeLinks(service.database, { count: 1 });
    await revoker.open('/staff/bulk/new');
    await service.travel(5 * 60);
    const page = await revoker.submit('/bulk/new', whole);
    expect(page.text).toContain('1 link<');
    const asked = await revoker.browser.open(`${page.url.pathname}/confirm`);
    expect(asked.url.pathname).toBe('/staff/prove');
    const back = await revoker.submit('/staff/prove', { answer: revoker.answer('use') });
    expect(back.url.pathname).toBe(`${page.url.pathname}/confirm`);
    await service.travel(5 * 60);
    const late = await revoker.submit('/confirm', { links: '1' });
    expect(late.url.pathname).toBe('/staff/prove');
    expect(await evidence.count('link')).toBe(1);
    await meetStaff();
  });
});

describe('a second person', () => {
  test('answers once, however often they press', async () => {
    await makeLinks(service.database, { count: 1 });
    const at = await planned({ provider: 'google', everything: 'yes', reason: 'legal' });
    await confirmed(at, 1);
    await approver.open(`${at}/answer`);
    const form = approver.page;
    const presses = ['yes', 'yes', 'no'].map(async (answer) => {
      approver.browser.page = form;
      return approver.submit('/answer', { answer });
    });
    for (const page of await Promise.all(presses)) {
      expect([page.status, page.url.pathname]).toEqual([200, at]);
    }
    const types = (await stepsOf(at)).map(({ type }) => type);
    expect(types.filter((type) => /approved|rejected/.test(type))).toHaveLength(1);
  });

  test('is never whoever planned it, who reads why', async () => {
    await makeLinks(service.database, { count: 1 });
    const both = await Clerk.start(service, 'revoker');
    const at = await planned({ provider: 'google', everything: 'yes', reason: 'legal' }, both);
    await confirmed(at, 1, both);
    expect((await both.open('/staff/bulk')).text).toContain(
      'You asked. Another person has to answer',
    );
    await service.running.app.get(StaffPeople).changeRole(atServer, both.person.id, 'approver');
    const page = await both.open(`${at}/answer`);
    expect(page.text).toContain('You made this plan. So another person has to answer');
    expect(page.text).not.toContain('name="answer"');
    // A line must not end between the dots and the id.
    expect(page.text).toMatch(new RegExp(`<h1>Plan …\u2060${at.slice(-8)}</h1>`));
    expect(page.text).not.toContain('needs your yes');
    // As if the form were there all the same.
    const csrf = /name="_csrf" value="[^"]*"/.exec(page.text)?.[0] ?? '';
    both.browser.page = { ...page, text: `<form action="${at}/answer"><input ${csrf}></form>` };
    expect((await both.submit('/answer', { answer: 'yes' })).status).toBe(422);
    expect(await evidence.count('link')).toBe(1);
    const said = await answered(at, 'no');
    expect(said.text).toContain('An approver said no. No link was removed.');
    expectGivenUp(said, 1);
  });
});

describe('a plan that runs', () => {
  test('is paused, goes on and is stopped, and the list says what was done', async () => {
    await makeLinks(service.database, { count: 400 });
    const at = await planned();
    await confirmed(at, 400);
    await answered(at, 'yes');
    expect(approver.page.text).toContain('Refresh this page');
    const paused = await approver.submit('/stop', { act: 'pause' });
    expect(paused.text).toContain('The plan is paused.');
    const left = await evidence.count('link');
    expect(left).toBeGreaterThan(0);
    await revoker.open(`${at}/resume`);
    expect((await revoker.submit('/resume')).text).toContain('The plan is running.');
    await revoker.open(`${at}/stop`);
    const stopped = await revoker.submit('/stop');
    expect(stopped.text).toContain('The plan was stopped.');
    const rest = await evidence.count('link');
    expect(valueOf(stopped, 'Left as they are')).toBe(String(rest));
    expectGivenUp(stopped, 400);
    expect((await revoker.open(`${at}/stop`)).url.pathname).toBe(at);
  });

  test('says why links failed, and when the list of them is gone', async () => {
    await makeLinks(service.database, { count: 3 });
    const at = await planned();
    await confirmed(at, 3);
    await until(at, 'The plan is finished.');
    await service.database.query(
      `update civic.bulk_plan_item set state = 'failed',
         trouble = (array['unavailable', 'internal', 'made-up'])[position] where plan_id = $1`,
      [idIn(at)],
    );
    const failed = await revoker.open(at);
    expect(valueOf(failed, 'Failed')).toBe('3');
    expect(failed.text).toContain(
      'The database did not answer<span class="cl-own-line"><code>unavailable</code></span>',
    );
    expect(failed.text).toContain(
      'Something went wrong on our side<span class="cl-own-line"><code>internal</code></span>',
    );
    expect(failed.text).toContain('><code>made-up</code></th>');
    const spanish = await revoker.open(`/es${at}`);
    expect(spanish.text).toContain(
      'La base de datos no respondió<span class="cl-own-line"><code>unavailable</code></span>',
    );
    await service.database.query('delete from civic.bulk_plan_item');
    expect((await revoker.open(at)).text).toContain('was deleted after 90 days');
  });
});

describe('the list', () => {
  test('shows 25 plans at a time, newest first, and none twice', async () => {
    expect((await revoker.open('/staff/bulk')).text).toContain('Nobody has made a plan yet.');
    await makeLinks(service.database, { count: 1 });
    const made: string[] = [];
    for (let n = 0; n < 27; n += 1) made.unshift(await planned());
    const plansOn = ({ text }: Page) =>
      [...text.matchAll(/class="usa-link" href="(\/staff\/bulk\/[\w-]{36})"/g)].map(([, at]) => at);
    const first = await revoker.open('/staff/bulk');
    const older = /rel="next" href="([^"]*)"/.exec(first.text)?.[1] ?? '';
    const second = await revoker.open(older);
    expect([...plansOn(first), ...plansOn(second)]).toEqual(made);
    expect(plansOn(first)).toHaveLength(25);
    expect(second.text).toContain('Newest');
    expect(plansOn(await revoker.open('/staff/bulk?before=nothing'))).toEqual(plansOn(first));
  });

  test.each(staffRoles)('shows to a %s what they may do', async (role) => {
    await makeLinks(service.database, { count: 1 });
    const at = await planned();
    const clerk = await Clerk.start(service, role);
    const sees = role !== 'viewer';
    const plans = role === 'revoker' || role === 'operator';
    const list = await clerk.open('/staff/bulk');
    expect(list.status).toBe(sees ? 200 : 403);
    expect(list.text.includes('href="/staff/bulk"')).toBe(sees);
    expect(list.text.includes('href="/staff/bulk/new"')).toBe(plans);
    expect(list.text.includes('Here you remove many links')).toBe(plans);
    expect(list.text.includes('Here are the plans')).toBe(sees && !plans);
    expect((await clerk.open('/staff/bulk/new')).status).toBe(plans ? 200 : 403);
    const plan = await clerk.open(at);
    expect(plan.status).toBe(sees ? 200 : 403);
    expect(plan.text.includes('/cancel"')).toBe(plans);
    // An auditor sees what is planned, and of nobody's record a part.
    expect(plan.text.includes('These links, without names: 1 of 1')).toBe(
      sees && role !== 'auditor',
    );
    expect((await clerk.open(`${at}/confirm`)).status).toBe(plans ? 200 : 403);
    expect((await clerk.open(`${at}/answer`)).status).toBe(role === 'approver' ? 200 : 403);
    expect((await clerk.open(`${at}/report.csv`)).status).toBe(sees ? 200 : 403);
  });

  test('has no page for a plan that is not there', async () => {
    expect((await revoker.open('/staff/bulk/nothing')).status).toBe(404);
    expect((await revoker.open(`/staff/bulk/${revoker.person.id}`)).status).toBe(404);
    expect((await approver.open('/staff/bulk/requests/nothing')).status).toBe(404);
  });
});

describe('an app that staff work with', () => {
  test('reads plans page by page, some of their links, and what became of all of them', async () => {
    const desk = await ApiCaller.open(service);
    const links = await makeLinks(service.database, { count: 3 });
    const base = '/api/admin/bulk-revocations';
    const body = {
      provider: 'google',
      linked_from: '2020-01-01T00:00:00Z',
      reason: 'security',
      ticket: 'CASE-9',
    };
    const made: Awaited<ReturnType<typeof desk.post>>['json'][] = [];
    for (let n = 0; n < 3; n += 1) made.unshift((await desk.post(base, body)).json);
    expect(made[0]).toMatchObject({ links: 3, ticket: 'CASE-9' });
    const sampleFor = async (by: ApiCaller) =>
      (await by.get(`${base}/${String(made[0]?.plan)}`)).json.sample;
    // For programs, so without the sign that keeps lines on pages together.
    const end = { record: expect.stringMatching(/^…[0-9a-f]{8}$/) };
    expect(await sampleFor(desk)).toMatchObject([end, end, end]);
    const seesNoRecord = apiScopes.filter((scope) => scope !== 'admin:records.read');
    const blind = await ApiCaller.open(service, seesNoRecord);
    expect(await sampleFor(blind)).toEqual([]);
    const onlyPlans = await ApiCaller.open(service, ['admin:bulk.plan']);
    expect((await onlyPlans.post(base, body)).status).toBe(200);
    expect((await blind.post(base, { ...body, ticket: 'Rosa' })).status).toBe(422);
    const get = async (path: string) =>
      (await desk.get(base + path)).json as {
        rows: { [name: string]: unknown }[];
        next_cursor: string;
      };
    const first = await get('?limit=2');
    const second = await get(`?limit=2&cursor=${first.next_cursor}`);
    const ids = [...first.rows, ...second.rows].map(({ plan }) => plan);
    expect(ids.slice(1)).toEqual(made.map(({ plan }) => plan));
    const plan = String(made[0]?.plan);
    await desk.post(`${base}/${plan}/confirm`, { links: 3 });
    await until(`/staff/bulk/${plan}`, 'The plan is finished.');
    const report = await get(`/${plan}/report?limit=2`);
    const rest = await get(`/${plan}/report?limit=2&cursor=${report.next_cursor}`);
    const rows = [...report.rows, ...rest.rows];
    expect(rows.map(({ link }) => String(link)).toSorted()).toEqual(links.toSorted());
    expect(rows.every(({ state }) => state === 'done')).toBe(true);
    desk.app.close();
    blind.app.close();
  });
});
