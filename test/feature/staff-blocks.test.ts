import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { BlockPeriod } from '../../src/ledger/event-catalogue.ts';
import { LinkBlocks } from '../../src/links/link-blocks.ts';
import { LinkRemoval } from '../../src/links/link-removal.ts';
import { staffRoles } from '../../src/permissions/permissions.ts';
import { ApiCaller } from '../support/api.ts';
import type { Page } from '../support/browser.ts';
import { newPerson } from '../support/evidence.ts';
import { Household, textOf } from '../support/household.ts';
import { Resident } from '../support/resident.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';
import { Clerk, staffMember } from '../support/staff.ts';

/* Letting an account that was kept away be linked again: there is no list, so staff say which account it is. */

let service: TestService;
let revoker: Clerk;
beforeAll(async () => {
  service = await startTestService({ SIGN_IN_PER_MINUTE: '100000' });
  await meetRevoker();
});
afterAll(() => service.stop());

/** Sessions of staff end after a quarter of an hour without use. */
async function meetRevoker(): Promise<void> {
  revoker = await Clerk.start(service, 'revoker', 'Rosa Reyes');
}

interface Blocked {
  person: string;
  subject: string;
  block: string;
}

let count = 0;

/** An account that staff keep away. */
async function blocked(blockFor: BlockPeriod = 'lifted'): Promise<Blocked> {
  count += 1;
  const subject = String(600_000_000_000 + count);
  const person = newPerson(service, { subject });
  const household = await Household.settle(service, 'google', person);
  const linkId = await household.linkWith('google');
  const order = { linkId, ...staffMember('revoker'), reason: 'security', blockFor } as const;
  const outcome = await service.running.app.get(LinkRemoval).byStaff(order);
  if (outcome.kind !== 'removed') throw new Error(outcome.kind);
  return { person, subject, block: String(outcome.block) };
}

async function look(subject: string, provider = 'google', clerk = revoker): Promise<Page> {
  await clerk.open('/staff/blocks');
  return clerk.submit('/staff/blocks', { provider, subject });
}

async function mayLink(person: string): Promise<boolean> {
  const resident = new Resident(service);
  await resident.travel('google', { person });
  return !resident.page.url.pathname.includes('blocked');
}

const ledger = (type: string) =>
  service.database.query<{ actor: string; detail: object }>(
    `select actor, detail from civic.ledger_entry where type = $1 order by id desc limit 1`,
    [type],
  );

describe('lifting a block', () => {
  test.each(staffRoles)('is for those who may block: %s', async (role) => {
    const clerk = await Clerk.start(service, role);
    const may = ['revoker', 'approver', 'operator'].includes(role);
    const find = await clerk.open('/staff/find');
    expect(find.text.includes('href="/staff/blocks"')).toBe(may);
    expect((await clerk.open('/staff/blocks')).status).toBe(may ? 200 : 403);
  });

  test('by provider and user ID lets the account be linked again', async () => {
    const { person, subject, block } = await blocked();
    expect(await mayLink(person)).toBe(false);
    const page = await look(subject);
    expect(textOf(page)).toMatch(/Account at Google Reason To keep the record safe/);
    expect(textOf(page)).toContain('Until someone lifts it');
    const done = await revoker.submit('/blocks/lift');
    expect(done.url.href).toBe(`${service.url}/staff/blocks?done=lifted`);
    expect(done.text).toContain('The block is lifted.');
    expect(await mayLink(person)).toBe(true);
    expect(await ledger('block.lifted')).toEqual([
      { actor: revoker.person.id, detail: { block, role: 'revoker' } },
    ]);
  });

  test('twice lifts once, and says that it was gone', async () => {
    const { subject, block } = await blocked();
    await look(subject);
    const form = revoker.page;
    await revoker.submit('/blocks/lift');
    revoker.browser.page = form;
    const second = await revoker.submit('/blocks/lift');
    expect(second.text).toContain('This block was gone before.');
    const [row] = await service.database.query<{ count: number }>(
      `select count(*)::int as count from civic.ledger_entry
       where type = 'block.lifted' and detail ->> 'block' = $1`,
      [block],
    );
    expect(row?.count).toBe(1);
  });

  test('tells until when it holds, and says plainly when it is over', async () => {
    const { person, subject } = await blocked('day');
    expect(textOf(await look(subject))).toMatch(/Until [A-Z][a-z]+ \d+, \d{4}/);
    const form = revoker.page;
    await service.travel(86_400);
    await meetRevoker();
    const text = textOf(await look(subject));
    expect(text).toContain('There is no block');
    expect(text).toContain('A block ends by itself when its time is over.');
    revoker.browser.page = { ...form, text: form.text.replace(/_csrf" value="[^"]*/g, csrfOf()) };
    expect((await revoker.submit('/blocks/lift')).text).toContain('This block was gone before.');
    expect(await mayLink(person)).toBe(true);
  });

  const csrfOf = (): string => /_csrf" value="[^"]*/.exec(revoker.page.text)?.[0] ?? '';

  test('finds none of an account that was never blocked, nor of the same ID elsewhere', async () => {
    expect(textOf(await look('104999999999'))).toContain('There is no block');
    const { subject } = await blocked();
    expect(textOf(await look(subject, 'facebook'))).toContain('There is no block');
  });

  test.each([
    ['no provider', { provider: '', subject: '1' }, 'href="#provider-google"'],
    ['an unknown provider', { provider: 'myspace', subject: '1' }, 'href="#provider-google"'],
    ['no user ID', { provider: 'google', subject: ' ' }, 'href="#subject"'],
    ['too long a user ID', { provider: 'google', subject: '1'.repeat(256) }, 'href="#subject"'],
  ])('asks again with %s', async (_what, { provider, subject }, problem) => {
    const page = await look(subject, provider);
    expect([page.status, page.text.includes(problem)]).toEqual([422, true]);
  });

  test('notes that somebody looked and not for what, and nothing typed is kept or in an address', async () => {
    const typed = '104555000111222';
    const page = await look(typed);
    expect(page.url.href).toBe(`${service.url}/staff/blocks`);
    expect(await ledger('block.sought')).toEqual([
      { actor: revoker.person.id, detail: { provider: 'google', hits: 0, role: 'revoker' } },
    ]);
    expect(page.text).not.toContain(typed);
    expect(service.log()).not.toContain(typed);
    const { subject } = await blocked();
    await look(subject);
    expect((await ledger('block.sought'))[0]?.detail).toMatchObject({ hits: 1 });
  });
});

describe('through the API', () => {
  test('an app with the scope finds a block and lifts it, once under one key', async () => {
    const desk = await ApiCaller.open(service, ['admin:links.block']);
    const { person, subject, block } = await blocked('month');
    const account = { provider: 'google', user_id: subject };
    const found = await desk.post('/api/admin/blocks/find', account);
    expect(found.json).toEqual({
      block,
      provider: 'google',
      reason: 'security',
      made_at: expect.any(String),
      ends_at: expect.any(String),
    });
    const headers = { 'idempotency-key': block };
    const path = `/api/admin/blocks/${block}/lift`;
    const first = await desk.post(path, null, { headers });
    const again = await desk.post(path, null, { headers });
    expect([first.json.status, again.headers['idempotent-replayed']]).toEqual(['lifted', 'true']);
    expect((await desk.post(path, null)).status).toBe(404);
    expect((await desk.post('/api/admin/blocks/find', account)).json.code).toBe('block-not-found');
    expect(await mayLink(person)).toBe(true);
    desk.app.close();
  });

  test('and nobody without it', async () => {
    const other = await ApiCaller.open(service, ['admin:links.revoke']);
    const account = { provider: 'google', user_id: '1' };
    expect((await other.post('/api/admin/blocks/find', account)).status).toBe(403);
    const looked = service.running.app
      .get(LinkBlocks)
      .look(staffMember('viewer'), { provider: 'google', subject: '1' });
    await expect(looked).rejects.toMatchObject({ code: 'not-allowed', status: 403 });
    other.app.close();
  });
});
