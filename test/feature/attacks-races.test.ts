import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { LinkRemoval } from '../../src/links/link-removal.ts';
import type { Page } from '../support/browser.ts';
import { Evidence, newPerson } from '../support/evidence.ts';
import { Resident } from '../support/resident.ts';
import { staffMember } from '../support/staff.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

let service: TestService;
let evidence: Evidence;

beforeAll(async () => {
  service = await startTestService();
  evidence = new Evidence(service);
});
afterAll(() => service.stop());

const newestLink = async () =>
  (await evidence.links()).at(-1) ?? { id: '', resident_id: '', provider: '' };

const revokedByStaff = (linkId: string) =>
  service.running.app
    .get(LinkRemoval, { strict: false })
    .byStaff({ linkId, ...staffMember('revoker'), reason: 'security' });

/** The yes on the review page that is open, as one request. */
function yes(resident: Resident, review: Page): Promise<Page> {
  resident.browser.page = review;
  const fields = { decision: 'save', save_name: 'yes' };
  return resident.browser.submit(review.url.pathname, fields, { follow: false });
}

async function reviewOf(resident: Resident, person: string): Promise<Page> {
  const asked = await resident.travel('google', { person });
  return resident.open(asked.url.pathname.replace('/new/', '/review/'));
}

/** The same numbers for the same seed, so that a failure can be run again. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

test('UP-11 of twenty residents who claim one account at once, one gets it', async () => {
  const person = newPerson(service);
  const claims = await Promise.all(
    Array.from({ length: 20 }, async (_, index) => {
      const resident = new Resident(service);
      if (index % 2 === 0) await resident.link('facebook', { person: newPerson(service) });
      return { resident, review: await reviewOf(resident, person) };
    }),
  );
  const before = {
    links: await evidence.count('link'),
    residents: await evidence.count('resident'),
  };
  const conflicts = (await evidence.ledger('link.conflict')).length;
  const answers = await Promise.all(claims.map(({ resident, review }) => yes(resident, review)));
  const ends = answers.map(({ headers }) => String(headers.location).split(/[/?]/).slice(2, 4));
  expect(answers.map(({ status }) => status)).toEqual(Array<number>(20).fill(303));
  expect(ends.filter(([kind]) => kind === 'done')).toHaveLength(1);
  expect(ends.filter(([, ending]) => ending === 'conflict')).toHaveLength(19);
  expect(await evidence.count('link')).toBe(before.links + 1);
  expect((await evidence.count('resident')) - before.residents).toBeLessThanOrEqual(1);
  expect(await evidence.ledger('link.conflict')).toHaveLength(conflicts + 19);
});

describe('C-48 linking, unlinking and revoking at once end as if one came after the other', () => {
  test.each(Array.from({ length: 12 }, (_, seed) => seed + 1))('seed %i', async (seed) => {
    const roll = dice(seed);
    const [first, second] = [newPerson(service), newPerson(service)];
    const linking = new Resident(service);
    await linking.link('facebook', { person: first });
    const facebook = await newestLink();
    await linking.link('google', { person: second });
    const google = await newestLink();
    const review = await reviewOf(linking, newPerson(service));
    const unlinking = new Resident(service);
    await unlinking.travel('facebook', { person: first });
    const removal = `/account/links/${google.id}/remove`;
    await unlinking.open(removal);

    const moves = [
      () => yes(linking, review),
      () => unlinking.browser.submit(removal, {}, { follow: false }),
      () => revokedByStaff(facebook.id),
      ...(roll() < 0.5 ? [() => revokedByStaff(google.id)] : []),
    ];
    const answers = await Promise.all(
      moves.map(async (move) => {
        await pause(roll() * 20);
        return move();
      }),
    );
    const statuses = answers.map((answer) => ('status' in answer ? answer.status : 303));
    expect([200, 303, 403, 404]).toEqual(expect.arrayContaining(statuses));

    const left = await evidence.linksOf(facebook.resident_id);
    expect(left.map(({ id }) => id)).not.toContain(facebook.id);
    expect(left).toEqual(await linksByLedger(facebook.resident_id));
    const [resident] = await service.database.query<{ unreachable_since: Date | null }>(
      'select unreachable_since from civic.resident where id = $1',
      [facebook.resident_id],
    );
    expect(resident?.unreachable_since === null).toBe(left.length > 0);

    await yes(linking, review).catch(() => undefined);
    expect(await evidence.linksOf(facebook.resident_id)).toEqual(left);
  });

  /** What must be there if the ledger tells the truth. */
  async function linksByLedger(residentId: string) {
    const removed = new Set((await evidence.ledger('link.removed')).map((entry) => entry.link_id));
    const created = (await evidence.ledger('link.created'))
      .filter((entry) => entry.resident_id === residentId && !removed.has(entry.link_id))
      .map((entry) => entry.link_id);
    return (await evidence.links()).filter(({ id }) => created.includes(id));
  }
});

test('C-48 a yes and a revocation for the same provider never wait for each other in a circle', async () => {
  for (let round = 0; round < 10; round += 1) {
    const resident = new Resident(service);
    await resident.link('google', { person: newPerson(service) });
    const held = await newestLink();
    const review = await reviewOf(resident, newPerson(service));
    const [answer, removal] = await Promise.all([yes(resident, review), revokedByStaff(held.id)]);
    expect([303, 403]).toContain(answer.status);
    expect(removal.kind).toBe('removed');
    const left = await evidence.linksOf(held.resident_id);
    expect(left.map(({ id }) => id)).not.toContain(held.id);
  }
});

test('C-48 a yes that had to wait for a revocation finds its session ended', async () => {
  const resident = new Resident(service);
  await resident.link('facebook', { person: newPerson(service) });
  const held = await newestLink();
  const review = await reviewOf(resident, newPerson(service));
  const gate = new pg.Client({ connectionString: service.database.adminUrl });
  await gate.connect();
  await gate.query('begin');
  await gate.query('select id from civic.resident where id = $1 for update', [held.resident_id]);
  const removal = revokedByStaff(held.id);
  await untilWaiting(1);
  const answer = yes(resident, review);
  await untilWaiting(2);
  await gate.query('commit');
  await gate.end();
  expect((await removal).kind).toBe('removed');
  expect((await answer).headers.location).toBe('/link/ended/mismatch');
  expect(await evidence.linksOf(held.resident_id)).toEqual([]);
});

/** Until so many transactions of the service wait for a lock. */
async function untilWaiting(wanted: number): Promise<void> {
  const [row] = await service.database.query<{ waiting: number }>(
    `select count(*)::int as waiting from pg_stat_activity
     where datname = current_database() and wait_event_type = 'Lock'`,
  );
  if ((row?.waiting ?? 0) >= wanted) return;
  await pause(10);
  await untilWaiting(wanted);
}

test('C-49 two unlinks at once never take the last way in', async () => {
  const replica = await service.replica();
  for (let round = 0; round < 10; round += 1) {
    const person = newPerson(service);
    const resident = new Resident(service);
    await resident.link('facebook', { person });
    const { resident_id: owner } = await newestLink();
    await resident.link('google', { person });
    const account = await resident.open('/account/delete');
    const token = /name="_csrf" value="([^"]+)"/.exec(account.text)?.[1] ?? '';
    const links = await evidence.linksOf(owner);
    const host = new URL(service.url).host;
    const answers = await Promise.all(
      links.map(({ id }, index) => {
        const browser = new Resident(service).browser;
        for (const [name, value] of resident.browser.cookiesOf(service.url)) {
          browser.cookiesOf(service.url).set(name, value);
        }
        const { address } = index === 0 ? service : replica;
        return browser.open(new URL(`/account/links/${id}/remove`, address), {
          method: 'POST',
          body: new URLSearchParams({ _csrf: token }).toString(),
          headers: {
            host,
            origin: service.url,
            'content-type': 'application/x-www-form-urlencoded',
          },
          follow: false,
        });
      }),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(await evidence.linksOf(owner)).toHaveLength(1);
  }
});
