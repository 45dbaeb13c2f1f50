import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { AuditExports } from '../../src/audit/audit-exports.ts';
import { ChainChecks } from '../../src/audit/chain-checks.ts';
import { newId } from '../../src/kernel/ids.ts';
import type { LedgerEvent } from '../../src/ledger/event-catalogue.ts';
import { staffRoles } from '../../src/permissions/permissions.ts';
import { Attention } from '../../src/platform/attention/attention.ts';
import { auditor as anAuditor, LedgerAtWork } from '../support/audit/ledger-at-work.ts';
import type { Page } from '../support/browser.ts';
import { atServer, Clerk } from '../support/staff.ts';

/* Auditors read what happened, take it away, and see whether anybody changed it; and nobody else does. */

const city = { TIME_ZONE: 'America/Chicago', SIGN_IN_PER_MINUTE: '100000' };

let ledger: LedgerAtWork;
let auditor: Clerk;
beforeAll(async () => {
  ledger = await LedgerAtWork.start(city);
  auditor = await Clerk.start(ledger.service, 'auditor', 'Ada Auditor');
});
afterAll(() => ledger.stop());

const residentId = newId();
const removed: LedgerEvent = {
  type: 'link.removed',
  actor: { kind: 'staff', id: 'cli' },
  role: 'operator',
  residentId,
  linkId: newId(),
  provider: 'google',
  reason: 'shared_account',
  onlyLink: false,
  ticket: 'CASE-12',
};

const entriesOn = ({ text }: Page): string[] =>
  [...text.matchAll(/href="\/(?:es\/)?staff\/audit\/entries\/(\d+)"/g)].map(([, id]) => id ?? '');
const ask = (query: string): Promise<Page> => auditor.open(`/staff/audit?${query}`);
const copiesTaken = async (): Promise<unknown[]> => {
  const rows = await ledger.service.database.query<{ actor: string; detail: object }>(
    `select actor, detail from civic.ledger_entry where type = 'audit.exported' order by id`,
  );
  return rows;
};

describe('the pages', () => {
  test.each(staffRoles)('are for auditors and operators: %s', async (role) => {
    const clerk = await Clerk.start(ledger.service, role);
    const may = role === 'auditor' || role === 'operator';
    const [entry = ''] = await ledger.record();
    for (const path of ['', '/chain', `/entries/${entry}`])
      expect((await clerk.open(`/staff/audit${path}`)).status).toBe(may ? 200 : 403);
    expect((await clerk.open('/staff')).text.includes('href="/staff/audit"')).toBe(may);
  });

  test('have nothing that would change or remove an entry', async () => {
    const list = await auditor.open('/staff/audit');
    const chain = await auditor.open('/staff/audit/chain');
    const actions = [...(list.text + chain.text).matchAll(/<form[^>]*post[^>]*action="([^"]*)"/g)];
    const audit = actions.flatMap(([, to = '']) => (to.includes('/audit') ? [to] : []));
    expect([...new Set(audit)].toSorted()).toEqual(['/staff/audit/chain', '/staff/audit/copy']);
  });
});

describe('the list', () => {
  test('says who did what, to what, why and under which ticket', async () => {
    const [entry] = await ledger.record(1, removed);
    const { text } = await auditor.open('/staff/audit');
    expect(entriesOn({ text } as Page)[0]).toBe(entry);
    for (const said of [
      'Someone at the server, operator',
      'Link removed',
      // A line must not end between the dots and the id.
      `Record …\u2060${residentId.slice(-8)}`,
      'Google',
      'More than one person used the account',
      'Ticket CASE-12',
      'Ada Auditor',
    ])
      expect(text).toContain(said);
    // What is said to the resident would be taken for the reader's here.
    expect(text).not.toContain('Removed your Google link');
    const spanish = (await auditor.open('/es/staff/audit')).text;
    expect(spanish).toContain('Vínculo quitado');
    expect(spanish).toContain('Caso CASE-12');
  });

  test('calls an app that is gone by words that can stand alone', async () => {
    const gone = { appId: 'gone', grantId: newId(), residentId };
    const actor = { kind: 'app', id: gone.appId } as const;
    await ledger.record(1, { type: 'code.replayed', actor, ...gone });
    const alone = (words: string) => [`<bdi>${words}</bdi>`, `<bdi>${words}</bdi>`];
    const said = async (path: string, words: RegExp) =>
      (await auditor.open(`${path}?type=code.replayed`)).text.match(words);
    expect(await said('/staff/audit', /<bdi>a city service that .*?<\/bdi>/gi)).toEqual(
      alone('A city service that is no longer here'),
    );
    expect(await said('/es/staff/audit', /<bdi>un servicio .*?<\/bdi>/gi)).toEqual(
      alone('Un servicio de la ciudad que ya no existe'),
    );
  });

  test('is of the last 24 hours unless something is asked for', async () => {
    const [early = ''] = await ledger.record(1, removed);
    await ledger.service.travel(90_000);
    auditor = await Clerk.start(ledger.service, 'auditor', 'Ada Auditor');
    expect(entriesOn(await auditor.open('/staff/audit'))).not.toContain(early);
    expect(entriesOn(await ask(`entry=${early}`))).toEqual([early]);
  });

  test('can be asked by each filter, and keeps what was asked', async () => {
    const [entry] = await ledger.record(1, removed);
    for (const query of [
      `residentId=${residentId}`,
      'reason=shared_account',
      'provider=google',
      'staff=cli&type=link.removed',
    ]) {
      const page = await ask(query);
      expect([query, entriesOn(page)[0]]).toEqual([query, entry]);
      expect(page.text).toContain('<details class="cl-more" open>');
    }
    const one = await ask('staff=officer-gone&type=link.removed');
    expect(one.text).toContain('<option value="officer-gone" selected>');
  });

  test('says under its heading that nothing matches, and offers no copy of nothing', async () => {
    const { text } = await ask(`residentId=${newId()}`);
    expect(text).toContain('<h2>Entries that match, newest first</h2><p>No entry matches.</p>');
    expect(text).not.toContain('All rows that match');
    expect(text).toContain('The whole log, to check it elsewhere');
  });

  test('counts days as the city does, both included', async () => {
    const query = (sql: string) => ledger.service.database.query<{ id: string }>(sql);
    const [row] = await query(
      `insert into civic.ledger_entry (at, type, actor_kind, detail)
       values ('2026-03-05T05:59:59Z', 'link.searched', 'system', '{}') returning id`,
    );
    const day = async (from: string, to: string) =>
      entriesOn(await ask(`from=${from}&to=${to}&type=link.searched`));
    // One second before midnight in Chicago: the fourth of March there, the fifth in Greenwich.
    expect(await day('2026-03-04', '2026-03-04')).toEqual([row?.id]);
    expect(await day('2026-03-05', '2026-03-05')).toEqual([]);
  });

  test('says which question it does not understand, and answers none', async () => {
    const page = await ask('from=yesterday&residentId=Ana&entry=x&provider=%27');
    expect(page.status).toBe(422);
    for (const field of ['from', 'residentId', 'entry', 'provider'])
      expect(page.text).toContain(`href="#${field}"`);
    expect(entriesOn(page)).toEqual([]);
    expect(page.text).not.toContain('/staff/audit/copy');
  });

  test('goes on with older ones, each of them once', async () => {
    const ids = await ledger.record(70, removed);
    const first = await ask(`residentId=${residentId}&type=link.removed`);
    const next = /rel="next" href="([^"]*)"/.exec(first.text)?.[1] ?? '';
    const second = await auditor.open(next.replaceAll('&amp;', '&'));
    const seen = [...entriesOn(first), ...entriesOn(second)];
    expect(seen.slice(0, 70)).toEqual(ids.toReversed());
    expect(new Set(seen).size).toBe(seen.length);
    expect(second.text).toMatch(/rel="prev" href="\/staff\/audit\?[^"]*residentId/);
  });
});

describe('one entry', () => {
  test('shows every field, its seal, and the time here and in Greenwich', async () => {
    const [entry] = await ledger.record(1, removed);
    const before = await auditor.open(`/staff/audit/entries/${entry}`);
    expect(before.text).toContain('Not sealed yet');
    await ledger.seal();
    const number = (await ledger.sealed()).find((one) => one.entry === entry)?.seq;
    const { text } = await auditor.open(`/staff/audit/entries/${entry}`);
    for (const said of ['shared_account', 'CASE-12', residentId, 'link.removed', `>${number}<`])
      expect(text).toContain(said);
    expect(text).toMatch(/[0-9a-f]{64}/);
    expect(text).toMatch(/C[SD]T/);
    expect(text).toMatch(/<code>\d{4}-\d\d-\d\dT[\d:.]+Z<\/code>/);
    expect(text).toContain(`href="/staff/audit?residentId=${residentId}"`);
    expect(text).toMatch(/What the resident reads<.*?Removed your Google link\. Reason: more than/);
  });

  test('says the reason to the resident as it says it to staff', async () => {
    const [entry] = await ledger.record(1, removed);
    const { text } = await auditor.open(`/es/staff/audit/entries/${entry}`);
    expect(text.match(/más de una persona \w+ la cuenta/gi)).toEqual([
      'más de una persona usaba la cuenta',
      'Más de una persona usaba la cuenta',
    ]);
  });

  test.each(['999999999', 'x', `${'9'.repeat(30)}`])('%s is none', async (id) => {
    expect((await auditor.open(`/staff/audit/entries/${id}`)).status).toBe(404);
  });
});

describe('a copy', () => {
  test('is of what was asked for, as a table, and the log says who took it', async () => {
    await ledger.seal();
    const page = await ask(`residentId=${residentId}&type=link.removed`);
    const shown = await ledger.service.database.query(
      `select 1 from civic.ledger_entry where resident_id = $1 and type = 'link.removed'`,
      [residentId],
    );
    expect(page.status).toBe(200);
    const file = await auditor.submit('/staff/audit/copy', { form: 'csv' });
    expect(file.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(file.headers['content-disposition']).toBe('attachment; filename="audit-log.csv"');
    const lines = file.text.trimEnd().split('\n');
    expect(lines).toHaveLength(shown.length + 1);
    expect((await copiesTaken()).at(-1)).toEqual({
      actor: auditor.person.id,
      detail: { form: 'csv', entries: shown.length, role: 'auditor' },
    });
  });

  test('of the last day is of that day, and one of everything can be verified elsewhere', async () => {
    await ledger.seal();
    const all = (await ledger.sealed()).length;
    await auditor.open('/staff/audit');
    const day = await auditor.submit('/staff/audit/copy', { form: 'jsonl' });
    expect(day.text.trimEnd().split('\n').length).toBeLessThan(all);
    await ledger.seal();
    const whole = await ledger.part(AuditExports).begin(anAuditor, {}, 'jsonl');
    const expected = (await Array.fromAsync(whole.parts)).join('');
    await auditor.open('/staff/audit');
    const from = { from: '', form: 'jsonl' };
    const file = await auditor.submit('/staff/audit/copy', from);
    expect(file.text).toBe(expected);
  });

  test('is refused to who may not, and of nonsense', async () => {
    await auditor.open('/staff/audit');
    const before = await copiesTaken();
    for (const wrong of [
      { form: 'xlsx', from: '' },
      { form: 'csv', from: 'x' },
    ]) {
      await auditor.open('/staff/audit');
      expect((await auditor.submit('/staff/audit/copy', wrong)).status).toBe(400);
    }
    expect(await copiesTaken()).toEqual(before);
  });
});

describe('checking the chain', () => {
  const check = async (): Promise<string> => {
    await auditor.open('/staff/audit/chain');
    const page = await auditor.submit('/staff/audit/chain');
    expect(page.url.pathname).toBe('/staff/audit/chain');
    return page.text;
  };
  const told = async (staff = atServer): Promise<string[]> => {
    const items = await ledger.part(Attention).items(staff);
    return items.filter(({ path }) => path === '/staff/audit/chain').map(({ says }) => says('en'));
  };

  test('has not happened before anybody asks, and says where checkpoints are', async () => {
    const { text } = await auditor.open('/staff/audit/chain');
    expect(text).toContain('Nobody has checked the log here yet.');
    expect(text).toContain('In a file on the server.');
  });

  test('says up to which number, when and by whom, and what vouches for it', async () => {
    await ledger.seal();
    const token = await ledger.checkpoint();
    const to = (await ledger.sealed()).length;
    const text = await check();
    expect(text).toContain(`The log is as it was sealed, up to number ${to}.`);
    expect(text).toContain('Ada Auditor, auditor');
    expect(text).toMatch(new RegExp(`outside the database up to number</dt><dd><bdi>${to}<`));
    expect(text).toContain(token);
    expect(await told()).toEqual([]);
  });

  test('says that nothing vouches for it where nothing does', async () => {
    const found = { intact: true, number: 4573, vouched: 0, outside: 0, unsealed: 4573 };
    await ledger.record(1, { type: 'audit.checked', ...atServer, ...found });
    const { text } = await auditor.open('/staff/audit/chain');
    expect(text).toMatch(/Signed, up to number<\/dt><dd><bdi>None</);
    expect(text).toMatch(/Signed copy outside the database up to number<\/dt><dd><bdi>None</);
    expect((await auditor.open('/es/staff/audit/chain')).text).toMatch(
      /Copia firmada [^<]*<\/dt><dd><bdi>Ninguna</,
    );
  });

  test('writes numbers of entries as they are asked for, and counts as counts', async () => {
    await ledger.record(1000);
    await ledger.seal();
    await ledger.checkpoint();
    const to = (await ledger.sealed()).length;
    const found = { intact: true, number: to, vouched: to, outside: to, unsealed: 4573 };
    await ledger.record(1, { type: 'audit.checked', ...atServer, ...found });
    const { text } = await auditor.open('/staff/audit/chain');
    expect(text).toContain(`up to number ${to}.`);
    for (const term of ['Signed, up to number', 'database up to number', 'Newest sealed number'])
      expect(text).toContain(`${term}</dt><dd><bdi>${to}<`);
    expect(text).toContain(`Number ${to}, `);
    expect(text).toContain('Without a seal then</dt><dd><bdi>4,573<');
    const wrong = { ...found, intact: false, why: 'changed' };
    await ledger.record(1, { type: 'audit.checked', ...atServer, ...wrong });
    expect((await auditor.open('/staff/audit/chain')).text).toContain(`is number ${to}.`);
    await check();
  });

  test('says how much has no seal, and staff are told when it waits for long', async () => {
    await ledger.record(3);
    const text = await check();
    expect(text).toMatch(/Without a seal then<\/dt><dd><bdi>[3-9]</);
    expect(await told()).toEqual([]);
    await ledger.service.travel(11);
    expect(await told()).toEqual([expect.stringMatching(/^Entries of the audit log wait.*\d/)]);
    expect(await ledger.part(Attention).items({ role: 'viewer' })).toEqual([]);
    expect((await auditor.open('/staff/audit/chain')).text).toContain(
      'The oldest one has waited for',
    );
    await ledger.seal();
    expect(await told()).toEqual([]);
  });

  test('says where somebody changed an entry, until it is as before', async () => {
    await ledger.seal();
    const unchecked = `begin; set local session_replication_role = 'replica'`;
    const run = (text: string) => ledger.service.database.query(`${unchecked}; ${text}; commit`);
    const entry = (await ledger.sealed())[4]?.entry;
    await run(`update civic.ledger_entry set type = type || 'x' where id = ${entry}`);
    const text = await check();
    expect(text).toContain('The first wrong place is number 5.');
    expect(text).toContain('The entry is not what was sealed.');
    expect(text).toContain(`href="/staff/audit/entries/${entry}"`);
    expect(await told()).toEqual([expect.stringContaining('at number 5.')]);
    const last = await ledger.part(ChainChecks).last(anAuditor);
    expect(last?.event).toMatchObject({ intact: false, number: 5, why: 'changed' });
    await run(`update civic.ledger_entry set type = left(type, -1) where id = ${entry}`);
    expect(await check()).toContain('The log is as it was sealed');
    expect(await told()).toEqual([]);
  });
});

test('a ledger in which nothing happened for a day says so', async () => {
  await ledger.service.travel(2 * 86_400);
  const clerk = await Clerk.start(ledger.service, 'auditor');
  await ledger.service.database.query(
    `update civic.ledger_entry set at = at - interval '30 hours' where at > civic.now() - interval '1 day'`,
  );
  expect((await clerk.open('/staff/audit')).text).toContain(
    '<h2>The last 24 hours, newest first</h2><p>Nothing happened in the last 24 hours.</p>',
  );
});
