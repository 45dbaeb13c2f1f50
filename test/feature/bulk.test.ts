import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { BulkApprovals } from '../../src/bulk/bulk-approvals.ts';
import { BulkPlans } from '../../src/bulk/bulk-plans.ts';
import type { BulkOrder } from '../../src/bulk/bulk-plans.ts';
import { BulkRuns } from '../../src/bulk/bulk-runs.ts';
import type { BulkFilter, BulkPlan } from '../../src/bulk/plan.ts';
import type { StaffMember } from '../../src/ledger/event-catalogue.ts';
import { LinkRemoval } from '../../src/links/link-removal.ts';
import { CityService } from '../support/city-service.ts';
import { Evidence, newPerson } from '../support/evidence.ts';
import { makeLinks } from '../support/many-links.ts';
import { Resident } from '../support/resident.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';
import { staffMember } from '../support/staff.ts';

let service: TestService;
let evidence: Evidence;
beforeAll(async () => {
  service = await startTestService({ BULK_ALONE: '3' });
  evidence = new Evidence(service);
});
afterAll(() => service.stop());
beforeEach(async () => {
  await service.database.query('truncate civic.bulk_plan cascade');
  await service.database.query('delete from civic.link');
});

const plans = (): BulkPlans => service.running.app.get(BulkPlans);
const runs = (): BulkRuns => service.running.app.get(BulkRuns);
const approvals = (): BulkApprovals => service.running.app.get(BulkApprovals);
const revoker = staffMember('revoker');
const approver = staffMember('approver');
const all: BulkFilter = { provider: 'google', linkedFrom: new Date(0) };

async function planned(filter = all, staff: StaffMember = revoker): Promise<BulkPlan> {
  const order: BulkOrder = { filter, reason: 'provider_problem' };
  const outcome = await plans().preview(staff, order);
  if (outcome.kind !== 'planned') throw new Error(outcome.kind);
  return outcome.plan;
}

/** Waits until a plan is in a state, and returns how far it came. */
async function until(plan: string, state: string) {
  for (;;) {
    const found = await plans().find(revoker, plan);
    if (found?.plan.state === state) return found.progress;
    await sleep(20);
  }
}

const ledger = (plan: string) =>
  service.database.query<{ type: string; actor: string; detail: object }>(
    `select type, actor, detail - 'plan' as detail from civic.ledger_entry
     where detail->>'plan' = $1 order by id`,
    [plan],
  );

describe('a preview', () => {
  test('counts by month, by residents who lose everything and by apps, and changes no link', async () => {
    await makeLinks(service.database, { count: 2, linkedAt: '2026-03-02T12:00Z' });
    await makeLinks(service.database, { count: 4, each: 2, linkedAt: '2026-05-02T12:00Z' });
    await service.database.query(
      `with another as (insert into civic.ledger_entry (type, actor_kind) values ('x', 'system') returning id)
       insert into civic.link (id, resident_id, provider, namespace, subject_index, sealed_subject, flow_entry, policy_version)
       select gen_random_uuid(), (select resident_id from civic.link where created_at < '2026-04-01' order by id limit 1),
              'facebook', 'f', 'x', '', id, '1' from another`,
    );
    const plan = await planned();
    expect(plan).toMatchObject({
      links: 6,
      onlyLink: 3,
      months: [
        { month: '2026-03', links: 2 },
        { month: '2026-05', links: 4 },
      ],
      apps: [],
      needsApproval: true,
      state: 'planned',
    });
    expect(await evidence.count('link')).toBe(7);
    expect(await ledger(plan.id)).toEqual([
      {
        type: 'bulk.planned',
        actor: revoker.actor.id,
        detail: { links: 6, provider: 'google', reason: 'provider_problem', role: 'revoker' },
      },
    ]);
  });

  test.each<[string, Partial<BulkFilter>, number]>([
    ['linked from a moment on', { linkedFrom: new Date('2026-04-01') }, 2],
    ['linked before a moment', { linkedBefore: new Date('2026-04-01') }, 3],
    ['last used before a moment', { usedBefore: new Date('2026-06-01') }, 1],
    [
      'with all that is said',
      { linkedBefore: new Date('2026-04-01'), usedBefore: new Date('2026-06-01') },
      1,
    ],
    ['all of them', { everything: true }, 5],
  ])('takes links %s', async (_, filter, links) => {
    const { database } = service;
    await makeLinks(database, { count: 1, linkedAt: '2026-03-01', usedAt: '2026-05-01' });
    await makeLinks(database, { count: 2, linkedAt: '2026-03-01', usedAt: '2026-07-01' });
    await makeLinks(database, { count: 2, linkedAt: '2026-04-01', usedAt: '2026-07-01' });
    await makeLinks(database, { count: 1, linkedAt: '2026-03-01', provider: 'facebook' });
    expect((await planned({ provider: 'google', ...filter })).links).toBe(links);
  });

  test('takes links of residents who connected an app', async () => {
    const parks = await CityService.register(service);
    const resident = new Resident(service);
    await resident.link('google', { person: newPerson(service) });
    await parks.connect(resident);
    await makeLinks(service.database, { count: 2 });
    const plan = await planned({ provider: 'google', app: parks.id });
    expect(plan).toMatchObject({ links: 1, apps: [{ appId: parks.id, residents: 1 }] });
    parks.close();
  });

  test('wants to know more than a provider, or that all is meant', async () => {
    await makeLinks(service.database, { count: 1 });
    const kinds = [{}, { everything: true, app: 'parks' }, { app: 'nobody' }].map(async (more) => {
      const filter = { provider: 'google', ...more };
      return (await plans().preview(revoker, { filter, reason: 'security' })).kind;
    });
    expect(await Promise.all(kinds)).toEqual(['too-wide', 'too-wide', 'nothing-found']);
    expect(await evidence.count('bulk_plan')).toBe(0);
  });
});

describe('a plan', () => {
  test('runs when whoever made it says how many, and removes its links and no other', async () => {
    const links = await makeLinks(service.database, { count: 3 });
    const plan = await planned();
    const [late] = await makeLinks(service.database, { count: 1 });
    expect((await plans().confirm(revoker, plan.id, 3)).kind).toBe('running');
    expect(await until(plan.id, 'finished')).toEqual({ waiting: 0, done: 3, gone: 0, failed: 0 });
    expect((await evidence.links()).map(({ id }) => id)).toEqual([late]);
    const entries = await service.database.query(
      `select link_id, actor, detail->>'reason' as reason, detail->>'role' as role from civic.ledger_entry
       where type = 'link.removed' and link_id = any($1) order by link_id`,
      [links],
    );
    const by = { actor: revoker.actor.id, reason: 'provider_problem', role: 'revoker' };
    expect(entries).toEqual(links.toSorted().map((link_id) => ({ link_id, ...by })));
    expect((await ledger(plan.id)).map(({ type, detail }) => [type, detail])).toEqual([
      ['bulk.planned', expect.anything()],
      ['bulk.confirmed', { links: 3, needsApproval: false, role: 'revoker' }],
      ['bulk.finished', { links: 3, done: 3, gone: 0, failed: 0 }],
    ]);
  });

  test('does not run for another number, for somebody else, twice, or after a quarter of an hour', async () => {
    await makeLinks(service.database, { count: 2 });
    const plan = await planned();
    expect(await plans().confirm(revoker, plan.id, 3)).toEqual({ kind: 'count-mismatch' });
    expect(await plans().confirm(staffMember('revoker'), plan.id, 2)).toEqual({
      kind: 'not-yours',
    });
    await service.travel(15 * 60);
    const expired = { kind: 'wrong-state', state: 'expired' };
    expect(await plans().confirm(revoker, plan.id, 2)).toEqual(expired);
    const next = await planned();
    const both = [1, 2].map(() => plans().confirm(revoker, next.id, 2));
    const kinds = (await Promise.all(both)).map(({ kind }) => kind);
    expect(kinds.toSorted()).toEqual(['running', 'wrong-state']);
    await until(next.id, 'finished');
    expect(await plans().confirm(revoker, '00000000-0000-4000-8000-000000000000', 1)).toEqual({
      kind: 'no-such-plan',
    });
  });

  test('passes over links that somebody else removed meanwhile', async () => {
    const [first = ''] = await makeLinks(service.database, { count: 2 });
    const plan = await planned();
    await service.running.app
      .get(LinkRemoval)
      .byStaff({ linkId: first, reason: 'mistake', ...staffMember('revoker') });
    await plans().confirm(revoker, plan.id, 2);
    expect(await until(plan.id, 'finished')).toEqual({ waiting: 0, done: 1, gone: 1, failed: 0 });
    const lines: string[] = [];
    for await (const line of runs().csv(revoker, plan.id)) lines.push(line);
    expect(lines[0]).toBe('position,link,state,trouble,settled_at\r\n');
    const states = lines.slice(1).map((line) => String(line.split(',')[2]));
    expect(new Set(states)).toEqual(new Set(['done', 'gone']));
    expect(lines.some((line) => line.includes(`${first},gone,,`))).toBe(true);
  });

  test('can be cancelled until it runs', async () => {
    await makeLinks(service.database, { count: 4 });
    const plan = await planned();
    await plans().confirm(revoker, plan.id, 4);
    expect(await plans().cancel(revoker, plan.id)).toEqual({ kind: 'cancelled' });
    expect(await approvals().approve(approver, plan.id)).toEqual({
      kind: 'wrong-state',
      state: 'cancelled',
    });
    expect(await evidence.count('link')).toBe(4);
  });

  test('counts a link that cannot be removed as failed, and removes the others', async () => {
    const [stuck = ''] = await makeLinks(service.database, { count: 3 });
    await service.database.query(
      `create function civic_test.refuse() returns trigger language plpgsql as $$
       begin raise exception 'no'; end $$`,
    );
    await service.database.query(
      `create trigger refuse before delete on civic.link for each row when (old.id = '${stuck}')
       execute function civic_test.refuse()`,
    );
    const plan = await planned();
    await plans().confirm(revoker, plan.id, 3);
    expect(await until(plan.id, 'finished')).toEqual({ waiting: 0, done: 2, gone: 0, failed: 1 });
    await service.database.query('drop trigger refuse on civic.link');
  });
});

describe('a second person', () => {
  test('lets a large plan run, and nothing has happened before', async () => {
    await makeLinks(service.database, { count: 4 });
    const plan = await planned();
    expect((await plans().confirm(revoker, plan.id, 4)).kind).toBe('waiting');
    await sleep(50);
    expect(await evidence.count('link')).toBe(4);
    expect(await approvals().approve(approver, plan.id)).toEqual({ kind: 'running' });
    expect(await until(plan.id, 'finished')).toMatchObject({ done: 4 });
    expect((await ledger(plan.id)).map(({ type, actor }) => [type, actor])).toEqual([
      ['bulk.planned', revoker.actor.id],
      ['bulk.confirmed', revoker.actor.id],
      ['bulk.approved', approver.actor.id],
      ['bulk.finished', 'bulk'],
    ]);
  });

  test('is needed for all links of a provider, however few', async () => {
    await makeLinks(service.database, { count: 1 });
    const plan = await planned({ provider: 'google', everything: true });
    expect((await plans().confirm(revoker, plan.id, 1)).kind).toBe('waiting');
  });

  test('is never whoever began, whatever they may do by now', async () => {
    await makeLinks(service.database, { count: 4 });
    const plan = await planned();
    await plans().confirm(revoker, plan.id, 4);
    const promoted: StaffMember = { actor: revoker.actor, role: 'approver' };
    expect(await approvals().approve(promoted, plan.id)).toEqual({ kind: 'own-plan' });
    expect(await evidence.count('link')).toBe(4);
  });

  test('is an approver: nobody else, and no app', async () => {
    await makeLinks(service.database, { count: 4 });
    const plan = await planned();
    await plans().confirm(revoker, plan.id, 4);
    const others: StaffMember[] = [
      ...(['viewer', 'revoker', 'auditor', 'operator'] as const).map(staffMember),
      { actor: { kind: 'app', id: 'desk' }, scopes: ['admin:bulk.plan', 'admin:bulk.approve'] },
    ];
    for (const one of others) {
      await expect(approvals().approve(one, plan.id)).rejects.toMatchObject({ status: 403 });
      await expect(approvals().reject(one, plan.id)).rejects.toMatchObject({ status: 403 });
    }
  });

  test('may say no, and cannot be asked for longer than a day', async () => {
    await makeLinks(service.database, { count: 4 });
    const [one, other] = [await planned(), await planned()];
    await plans().confirm(revoker, one.id, 4);
    await plans().confirm(revoker, other.id, 4);
    expect(await approvals().reject(approver, one.id)).toEqual({ kind: 'rejected' });
    await service.travel(24 * 3600);
    expect(await approvals().approve(approver, other.id)).toEqual({
      kind: 'wrong-state',
      state: 'expired',
    });
    expect(await evidence.count('link')).toBe(4);
  });
});

describe('a plan that runs', () => {
  async function run(count: number): Promise<BulkPlan> {
    await makeLinks(service.database, { count });
    const plan = await planned();
    await plans().confirm(revoker, plan.id, count);
    await approvals().approve(approver, plan.id);
    return plan;
  }

  test('removes nothing more once pause or stop has answered, and goes on where it was', async () => {
    const plan = await run(60);
    expect(await runs().pause(approver, plan.id)).toEqual({ kind: 'paused' });
    const left = await evidence.count('link');
    await sleep(100);
    expect(await evidence.count('link')).toBe(left);
    expect(left).toBeGreaterThan(0);
    expect(await runs().resume(revoker, plan.id)).toEqual({ kind: 'running' });
    expect(await runs().stop(revoker, plan.id)).toEqual({ kind: 'stopped' });
    const rest = await evidence.count('link');
    await sleep(100);
    expect(await evidence.count('link')).toBe(rest);
    expect(await runs().resume(revoker, plan.id)).toEqual({
      kind: 'wrong-state',
      state: 'stopped',
    });
    const found = await plans().find(revoker, plan.id);
    expect(found?.progress).toEqual({ waiting: rest, done: 60 - rest, gone: 0, failed: 0 });
  });

  test('is carried out once by two processes at it, each link with one entry', async () => {
    const replica = await service.replica();
    const plan = await run(40);
    await replica.running.app.get(BulkRuns).pause(revoker, plan.id);
    await replica.running.app.get(BulkRuns).resume(revoker, plan.id);
    expect(await until(plan.id, 'finished')).toMatchObject({ done: 40 });
    const [removed] = await service.database.query<{ entries: number; links: number }>(
      `select count(*)::int as entries, count(distinct entry.link_id)::int as links
       from civic.ledger_entry entry join civic.bulk_plan_item item using (link_id)
       where plan_id = $1 and type = 'link.removed'`,
      [plan.id],
    );
    expect(removed).toEqual({ entries: 40, links: 40 });
    expect((await ledger(plan.id)).filter(({ type }) => type === 'bulk.finished').length).toBe(1);
  });
});
