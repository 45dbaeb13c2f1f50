import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { RevocationRequests } from '../../src/bulk/revocation-requests.ts';
import type { StaffMember } from '../../src/ledger/event-catalogue.ts';
import { LinkBlocks } from '../../src/links/link-blocks.ts';
import { LinkRemoval } from '../../src/links/link-removal.ts';
import type { RemovalOrder } from '../../src/links/removal.ts';
import { Housekeeping } from '../../src/platform/jobs/housekeeping.ts';
import { ApiCaller } from '../support/api.ts';
import { Evidence, newPerson } from '../support/evidence.ts';
import { makeLinks } from '../support/many-links.ts';
import { Resident } from '../support/resident.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';
import { staffMember } from '../support/staff.ts';

let service: TestService;
let evidence: Evidence;
beforeAll(async () => {
  service = await startTestService({ SINGLE_REVOKES_PER_HOUR: '3' });
  evidence = new Evidence(service);
});
afterAll(() => service.stop());

const requests = (): RevocationRequests => service.running.app.get(RevocationRequests);
const blocks = (): LinkBlocks => service.running.app.get(LinkBlocks);
const approver = staffMember('approver');
const order = (staff: StaffMember, linkId = ''): RemovalOrder => ({
  ...staff,
  linkId,
  reason: 'security',
});
const removed = { kind: 'removed' };

/** Somebody who may not revoke one more alone, and a link they want to revoke. */
async function overTheLimit(): Promise<{ revoker: StaffMember; linkId: string }> {
  const revoker = staffMember('revoker');
  const [linkId = '', ...links] = await makeLinks(service.database, { count: 4 });
  for (const link of links)
    expect(await requests().revoke(order(revoker, link))).toMatchObject(removed);
  return { revoker, linkId };
}

async function waiting(): Promise<{ revoker: StaffMember; linkId: string; request: string }> {
  const { revoker, linkId } = await overTheLimit();
  const outcome = await requests().revoke(order(revoker, linkId));
  if (outcome.kind !== 'waits') throw new Error(outcome.kind);
  return { revoker, linkId, request: outcome.request };
}

const entries = (linkId: string) =>
  service.database.query<{ type: string; actor: string; detail: object }>(
    `select type, actor, detail from civic.ledger_entry
     where link_id = $1 and type not in ('flow.consumed', 'link.created') order by id`,
    [linkId],
  );

describe('more than so many revocations within the hour', () => {
  test('need a second person, and nothing happens before', async () => {
    const { revoker, linkId, request } = await waiting();
    expect((await evidence.links()).some(({ id }) => id === linkId)).toBe(true);
    expect(await requests().revoke(order(revoker, linkId))).toEqual({ kind: 'waits', request });
    expect((await requests().list(approver)).at(-1)).toMatchObject({
      id: request,
      linkId,
      reason: 'security',
      requestedBy: revoker.actor,
    });
    expect(await requests().approve(approver, request)).toEqual(removed);
    expect(await requests().approve(approver, request)).toEqual({ kind: 'not-waiting' });
    expect(await entries(linkId)).toEqual([
      {
        type: 'approval.requested',
        actor: revoker.actor.id,
        detail: { request, reason: 'security', role: 'revoker' },
      },
      {
        type: 'link.removed',
        actor: revoker.actor.id,
        detail: { provider: 'google', reason: 'security', onlyLink: true, role: 'revoker' },
      },
      { type: 'approval.given', actor: approver.actor.id, detail: { request, role: 'approver' } },
    ]);
  });

  test('keep the number of their case, which is in the ledger with the removal', async () => {
    const { revoker, linkId } = await overTheLimit();
    const outcome = await requests().revoke({ ...order(revoker, linkId), ticket: 'CASE-7' });
    const request = outcome.kind === 'waits' ? outcome.request : '';
    expect(await requests().find(approver, request)).toMatchObject({
      ticket: 'CASE-7',
      state: 'waiting',
      link: { provider: 'google' },
    });
    await requests().approve(approver, request);
    expect((await entries(linkId)).map(({ type, detail }) => [type, detail])).toEqual([
      ['approval.requested', expect.objectContaining({ ticket: 'CASE-7' })],
      ['link.removed', expect.objectContaining({ ticket: 'CASE-7' })],
      ['approval.given', expect.anything()],
    ]);
    const known = await requests().find(approver, request);
    expect(known).toMatchObject({ state: 'approved', link: null });
  });

  test('are not approved by whoever asked, by no approver, and never by an app', async () => {
    const { revoker, request } = await waiting();
    const own: StaffMember = { actor: revoker.actor, role: 'approver' };
    expect(await requests().approve(own, request)).toEqual({ kind: 'own-request' });
    for (const one of [
      staffMember('operator'),
      staffMember('revoker'),
      { actor: { kind: 'app', id: 'desk' }, scopes: ['admin:links.revoke'] } as const,
    ]) {
      await expect(requests().approve(one, request)).rejects.toMatchObject({ status: 403 });
    }
    expect(await requests().reject(approver, request)).toBe(true);
    expect(await requests().reject(approver, request)).toBe(false);
    expect(await requests().approve(approver, request)).toEqual({ kind: 'not-waiting' });
  });

  test('are not approved any more after a week, and can be asked for again', async () => {
    const { revoker, linkId, request } = await waiting();
    await service.travel(7 * 86_400);
    expect(await requests().approve(approver, request)).toEqual({ kind: 'not-waiting' });
    for (const link of await makeLinks(service.database, { count: 3 }))
      await requests().revoke(order(revoker, link));
    const again = await requests().revoke(order(revoker, linkId));
    expect(again).toEqual({ kind: 'waits', request: expect.not.stringMatching(request) });
  });

  test('are counted person by person, and no longer than an hour', async () => {
    const { revoker, linkId } = await overTheLimit();
    expect((await requests().revoke(order(revoker, linkId))).kind).toBe('waits');
    const [next = '', another = ''] = await makeLinks(service.database, { count: 2 });
    expect(await requests().revoke(order(staffMember('revoker'), next))).toMatchObject(removed);
    await service.travel(3600);
    expect(await requests().revoke(order(revoker, another))).toMatchObject(removed);
  });

  test('are found out over two processes at once', async () => {
    const replica = await service.replica();
    const revoker = staffMember('revoker');
    const links = await makeLinks(service.database, { count: 12 });
    const outcomes = await Promise.all(
      links.map((linkId, n) => {
        const { app } = (n % 2 ? service : replica).running;
        return app.get(LinkRemoval).byStaff(order(revoker, linkId));
      }),
    );
    const kinds = outcomes.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'removed').length).toBe(3);
    expect(kinds.filter((kind) => kind === 'needs-approval').length).toBe(9);
  });

  test('need one through the API, too, which answers 202', async () => {
    const desk = await ApiCaller.open(service, ['admin:links.revoke']);
    const links = await makeLinks(service.database, { count: 4 });
    const answers = [];
    for (const link of links)
      answers.push(await desk.post(`/api/admin/links/${link}/revoke`, { reason: 'mistake' }));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 202]);
    expect(answers[3]?.json).toEqual({
      link: links[3],
      status: 'waits-for-approval',
      request: expect.any(String),
    });
    desk.app.close();
  });
});

describe('an account that staff keep away', () => {
  let resident: Resident;
  let person: string;
  let linkId: string;
  const operator = staffMember('operator');
  beforeEach(async () => {
    await service.travel(3600);
    person = newPerson(service);
    resident = new Resident(service);
    await resident.link('google', { person });
    linkId = resident.page.url.pathname.split('/').at(-1) ?? '';
  });

  async function block(blockFor: 'day' | 'month' | 'lifted'): Promise<string> {
    const outcome = await requests().revoke({ ...order(operator, linkId), blockFor });
    if (outcome.kind !== 'removed' || !outcome.block) throw new Error(outcome.kind);
    return outcome.block;
  }

  async function tryAgain(): Promise<string> {
    const visitor = new Resident(service);
    await visitor.travel('google', { person });
    return visitor.page.url.pathname;
  }

  test('cannot come back, by a first sign-in or as another link, and reads why', async () => {
    const id = await block('day');
    const visitor = new Resident(service);
    const page = await visitor.travel('google', { person });
    expect(page.url.pathname).toBe('/link/ended/blocked');
    expect(page.text).toContain('A city worker removed this link');
    expect(page.text).toContain('The reason: to keep your record safe.');
    expect(page.text).toContain('You cannot link it again yet.');
    expect(page.text).not.toContain('href="/link/google"');
    const other = new Resident(service);
    await other.link('facebook', { person: newPerson(service) });
    await other.travel('google', { person });
    expect(other.page.url.pathname).toBe('/link/ended/blocked');
    const blocked = (await entries(linkId)).find(({ type }) => type === 'link.blocked');
    const detail = { provider: 'google', block: id, until: 'day', role: 'operator' };
    expect(blocked).toEqual({ type: 'link.blocked', actor: operator.actor.id, detail });
  });

  test('cannot be confirmed by who came back from the provider before, nor in the same moment', async () => {
    for (let round = 0; round < 5; round += 1) {
      const visitors = [new Resident(service), new Resident(service)] as const;
      const account = newPerson(service);
      for (const visitor of visitors) {
        await visitor.travel('google', { person: account });
        await visitor.open(visitor.page.url.pathname.replace('/new/', '/review/'));
      }
      const [first, second] = visitors;
      const mine = (await first.confirm()).url.pathname.split('/').at(-1) ?? '';
      const links = await evidence.count('link');
      await Promise.all([
        second.confirm(),
        requests().revoke({ ...order(staffMember('operator'), mine), blockFor: 'month' }),
      ]);
      expect(second.page.url.pathname).toMatch(/^\/link\/ended\/(blocked|conflict)$/);
      expect(await evidence.count('link')).toBe(links - 1);
    }
  });

  test('leaves nothing that names it', async () => {
    const subject = '12345678901234567';
    const known = new Resident(service);
    await known.link('google', { person: newPerson(service, { subject }) });
    linkId = known.page.url.pathname.split('/').at(-1) ?? '';
    await block('month');
    const rows = await service.database.query<{ text: string; index: Buffer }>(
      'select row_to_json(b)::text as text, account_index as index from civic.link_block b',
    );
    for (const { text, index } of rows) {
      expect(text).not.toContain(subject);
      expect(index).toHaveLength(32);
    }
    expect(rows.length).toBeGreaterThan(0);
  });

  test.each([
    ['day', 86_400],
    ['month', 30 * 86_400],
  ] as const)('may come back when its time is over: %s', async (period, seconds) => {
    const id = await block(period);
    await service.travel(seconds - 1);
    expect(await tryAgain()).toBe('/link/ended/blocked');
    await service.travel(1);
    expect(await tryAgain()).toMatch(/^\/link\/new\//);
    await service.running.app.get(Housekeeping).runAll();
    expect(await blocks().find(id)).toBeNull();
    const rows = await service.database.query('select 1 from civic.link_block where id = $1', [id]);
    expect(rows).toEqual([]);
  });

  test('stays away for ever unless it is lifted, by staff who may, once', async () => {
    const id = await block('lifted');
    await service.travel(3 * 365 * 86_400);
    await service.running.app.get(Housekeeping).runAll();
    expect(await tryAgain()).toBe('/link/ended/blocked');
    await expect(blocks().lift(staffMember('viewer'), id)).rejects.toMatchObject({ status: 403 });
    expect(await blocks().lift(operator, id)).toBe(true);
    expect(await blocks().lift(operator, id)).toBe(false);
    expect(await tryAgain()).toMatch(/^\/link\/new\//);
  });

  test('is kept away and let back through the API by an app that may', async () => {
    const may = await ApiCaller.open(service, ['admin:links.revoke', 'admin:links.block']);
    const mayNot = await ApiCaller.open(service, ['admin:links.revoke']);
    const body = { reason: 'security', block_for: 'lifted' };
    expect((await mayNot.post(`/api/admin/links/${linkId}/revoke`, body)).status).toBe(403);
    const { json } = await may.post(`/api/admin/links/${linkId}/revoke`, body);
    expect(json).toEqual({ link: linkId, status: 'removed', block: expect.any(String) });
    expect(await tryAgain()).toBe('/link/ended/blocked');
    const lift = `/api/admin/blocks/${String(json.block)}/lift`;
    expect((await mayNot.post(lift, {})).status).toBe(403);
    expect((await may.post(lift, {})).json).toEqual({ block: json.block, status: 'lifted' });
    expect((await may.post(lift, {})).json.code).toBe('block-not-found');
    expect(await tryAgain()).toMatch(/^\/link\/new\//);
    may.app.close();
    mayNot.app.close();
  });
});
