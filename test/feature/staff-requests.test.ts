import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { RevocationRequests } from '../../src/bulk/revocation-requests.ts';
import { staffRoles } from '../../src/permissions/permissions.ts';
import { StaffPeople } from '../../src/staff/people.ts';
import { Evidence } from '../support/evidence.ts';
import { makeLinks } from '../support/many-links.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';
import { atServer, Clerk } from '../support/staff.ts';

let service: TestService;
let evidence: Evidence;
let revoker: Clerk;
let approver: Clerk;
beforeAll(async () => {
  service = await startTestService({
    SIGN_IN_PER_MINUTE: '100000',
    SINGLE_REVOKES_PER_HOUR: '1',
  });
  evidence = new Evidence(service);
  revoker = await Clerk.start(service, 'revoker', 'Rita Revoker');
  approver = await Clerk.start(service, 'approver', 'Ada Approver');
});
afterAll(() => service.stop());

interface Asked {
  linkId: string;
  /** The page of the request. */
  at: string;
}

/** A request of somebody who has removed as many links as one may within the hour. */
async function asked(by = revoker): Promise<Asked> {
  const requests = service.running.app.get(RevocationRequests);
  const staff = { actor: { kind: 'staff', id: by.person.id }, role: 'revoker' } as const;
  for (;;) {
    const [linkId = ''] = await makeLinks(service.database, { count: 1 });
    const order = { linkId, ...staff, reason: 'security', ticket: 'CASE-7' } as const;
    const outcome = await requests.revoke({ ...order });
    if (outcome.kind === 'waits') return { linkId, at: `/staff/bulk/requests/${outcome.request}` };
  }
}

const isLinked = async (linkId: string): Promise<boolean> =>
  (await evidence.links()).some(({ id }) => id === linkId);

test('a link over the hourly limit is removed when an approver says yes, with the number of its case', async () => {
  const { linkId, at } = await asked();
  expect((await approver.open('/staff')).text).toContain(
    'Single links that wait for an approver: 1.',
  );
  expect((await approver.open('/staff/bulk')).text).toContain(`href="${at}"`);
  const page = await approver.open(at);
  expect(page.text).toContain('Somebody removed many links in one hour.');
  expect(page.text).toContain('CASE-7');
  expect(page.text).toContain('Removed your Google link. Reason: to keep your record safe');
  expect(await isLinked(linkId)).toBe(true);
  const presses = ['yes', 'yes', 'no'].map(async (answer) => {
    approver.browser.page = page;
    return approver.submit(at, { answer });
  });
  for (const after of await Promise.all(presses)) {
    expect([after.status, after.url.pathname]).toEqual([200, at]);
  }
  const entries = await service.database.query<{ type: string; ticket: string | null }>(
    `select type, detail->>'ticket' as ticket from civic.ledger_entry
     where link_id = $1 and type in ('link.removed', 'approval.given', 'approval.refused')`,
    [linkId],
  );
  const isRemoved = !(await isLinked(linkId));
  expect(entries).toEqual(
    isRemoved
      ? [
          { type: 'link.removed', ticket: 'CASE-7' },
          { type: 'approval.given', ticket: null },
        ]
      : [{ type: 'approval.refused', ticket: null }],
  );
  const said = isRemoved ? 'An approver said yes.' : 'An approver said no.';
  expect((await approver.open(at)).text).toContain(said);
  expect((await approver.open('/staff')).text).not.toContain('Single links that wait');
});

test('it stays when an approver says no, and when nobody answers within a week', async () => {
  const { linkId, at } = await asked();
  await approver.open(at);
  const page = await approver.submit(at, { answer: 'no' });
  expect(page.text).toContain('An approver said no. The link stays as it is.');
  expect(page.text).not.toContain('name="answer"');
  expect(await isLinked(linkId)).toBe(true);
  const other = await asked();
  await service.travel(7 * 86_400);
  approver = await Clerk.start(service, 'approver');
  revoker = await Clerk.start(service, 'revoker');
  expect((await approver.open(other.at)).text).toContain('Nobody answered in time.');
  expect((await approver.open('/staff')).text).not.toContain('Single links that wait');
});

test('it waits no more for a link that is gone, and says so', async () => {
  const { linkId, at } = await asked();
  await service.database.query('delete from civic.link where id = $1', [linkId]);
  expect((await approver.open('/staff/bulk')).text).toContain('One link that is gone');
  expect((await approver.open(at)).text).toContain('This link is gone already.');
  expect((await approver.submit(at, { answer: 'yes' })).status).toBe(200);
});

test('whoever asked is told why they do not answer', async () => {
  const both = await Clerk.start(service, 'revoker');
  const { linkId, at } = await asked(both);
  expect((await both.open('/staff/bulk')).text).toContain(
    'You asked. Another person has to answer',
  );
  expect((await both.open(at)).status).toBe(403);
  await service.running.app.get(StaffPeople).changeRole(atServer, both.person.id, 'approver');
  const page = await both.open(at);
  expect(page.text).toContain('You asked for this yourself.');
  expect(page.text).not.toContain('name="answer"');
  // As if the form were there all the same.
  const csrf = /name="_csrf" value="[^"]*"/.exec(page.text)?.[0] ?? '';
  both.browser.page = { ...page, text: `<form action="${at}"><input ${csrf}></form>` };
  expect((await both.submit(at, { answer: 'yes' })).status).toBe(422);
  expect(await isLinked(linkId)).toBe(true);
});

test.each(staffRoles)('a %s sees requests as far as they see records', async (role) => {
  const { at } = await asked();
  const clerk = await Clerk.start(service, role);
  const { status, text } = await clerk.open('/staff/bulk');
  expect(status).toBe(role === 'viewer' ? 403 : 200);
  const sees = ['revoker', 'approver', 'operator'].includes(role);
  expect(text.includes('One link with Google')).toBe(sees);
  expect(text.includes(`href="${at}"`)).toBe(role === 'approver');
  expect((await clerk.open(at)).status).toBe(role === 'approver' ? 200 : 403);
  const overview = (await clerk.open('/staff')).text;
  expect(overview.includes('Single links that wait')).toBe(role === 'approver');
});
