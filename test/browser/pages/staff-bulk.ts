import { BulkApprovals } from '../../../src/bulk/bulk-approvals.ts';
import { BulkPlans } from '../../../src/bulk/bulk-plans.ts';
import { BulkRuns } from '../../../src/bulk/bulk-runs.ts';
import { RevocationRequests } from '../../../src/bulk/revocation-requests.ts';
import type { StaffMember } from '../../../src/ledger/event-catalogue.ts';
import { memberOf } from '../../../src/staff/person.ts';
import { StaffPeople } from '../../../src/staff/people.ts';
import type { CityService } from '../../support/city-service.ts';
import { newPerson } from '../../support/evidence.ts';
import { Household } from '../../support/household.ts';
import { makeLinks } from '../../support/many-links.ts';
import { atServer, Clerk, staffMember } from '../../support/staff.ts';
import { rightToLeft } from '../names.ts';
import { signInAsStaff } from '../staff-visitor.ts';
import type { Visitor } from '../visitor.ts';
import type { PageState } from './page-state.ts';

const plan = '/staff/bulk/:plan';

/** Removing many links at once, from the look at them to the report, and what a second person answers. */
export const staffBulkPages: readonly PageState[] = [
  {
    id: 'staff-bulk/none',
    route: '/staff/bulk',
    async reach(visitor) {
      await visitor.service.database.query('truncate civic.bulk_plan cascade');
      await signInAsStaff(visitor, 'auditor');
      await visitor.open('/staff/bulk');
    },
  },
  {
    id: 'staff-bulk',
    route: '/staff/bulk',
    async reach(visitor, parks) {
      await waiting(visitor, parks);
      await requested(visitor);
      await signInAsStaff(visitor, 'approver');
      await visitor.open('/staff/bulk');
    },
  },
  {
    id: 'staff-bulk-choose',
    route: '/staff/bulk/new',
    async reach(visitor) {
      await signInAsStaff(visitor, 'revoker');
      await visitor.open('/staff/bulk/new');
    },
  },
  {
    id: 'staff-bulk-choose/wrong',
    route: '/staff/bulk/new',
    status: 422,
    isError: true,
    async reach(visitor) {
      await signInAsStaff(visitor, 'revoker');
      await visitor.open('/staff/bulk/new');
      await visitor.page.locator('#before').fill('May 1');
      await visitor.page.locator('#ticket').fill('Rosa');
      await visitor.press('staff.bulk.choose.btn');
    },
  },
  { id: 'staff-bulk-plan', route: plan, reach: (visitor, parks) => ownPlan(visitor, parks) },
  {
    id: 'staff-bulk-plan/waiting',
    route: plan,
    async reach(visitor, parks) {
      await ownPlan(visitor, parks, '/confirm');
      await visitor.page.locator('#links').fill(await countOf(visitor));
      await visitor.press('staff.bulk.confirm.ask');
    },
  },
  {
    id: 'staff-bulk-plan/running',
    route: plan,
    async reach(visitor, parks) {
      await makeLinks(visitor.service.database, { count: 300 });
      const id = await waiting(visitor, parks);
      await approve(visitor, id);
      await signInAsStaff(visitor, 'approver');
      await visitor.open(`/staff/bulk/${id}`);
    },
  },
  {
    id: 'staff-bulk-plan/paused',
    route: plan,
    async reach(visitor, parks) {
      await pausedPlan(visitor, parks);
    },
  },
  {
    id: 'staff-bulk-plan/stopped',
    route: plan,
    async reach(visitor, parks) {
      const id = await pausedPlan(visitor, parks);
      await visitor.service.database.query(
        `update civic.bulk_plan_item set state = 'failed', trouble = 'internal', settled_at = now()
         where plan_id = $1 and position > (select links - 3 from civic.bulk_plan where id = $1)
           and state = 'waiting'`,
        [id],
      );
      await visitor.service.running.app.get(BulkRuns).stop(staffMember('revoker'), id);
      await visitor.open(`/staff/bulk/${id}`);
    },
  },
  {
    id: 'staff-bulk-confirm',
    route: `${plan}/confirm`,
    reach: (visitor, parks) => ownPlan(visitor, parks, '/confirm'),
  },
  {
    id: 'staff-bulk-confirm/wrong',
    route: `${plan}/confirm`,
    status: 422,
    isError: true,
    async reach(visitor, parks) {
      await ownPlan(visitor, parks, '/confirm');
      await visitor.page.locator('#links').fill('all');
      await visitor.press('staff.bulk.confirm.ask');
    },
  },
  {
    id: 'staff-bulk-cancel',
    route: `${plan}/cancel`,
    reach: (visitor, parks) => ownPlan(visitor, parks, '/cancel'),
  },
  {
    id: 'staff-bulk-stop',
    route: `${plan}/stop`,
    async reach(visitor, parks) {
      await pausedPlan(visitor, parks);
      await visitor.press('staff.bulk.plan.stop');
    },
  },
  {
    id: 'staff-bulk-resume',
    route: `${plan}/resume`,
    async reach(visitor, parks) {
      await pausedPlan(visitor, parks);
      await visitor.press('staff.bulk.plan.resume');
    },
  },
  {
    id: 'staff-bulk-answer',
    route: `${plan}/answer`,
    async reach(visitor, parks) {
      const id = await waiting(visitor, parks);
      await signInAsStaff(visitor, 'approver');
      await visitor.open(`/staff/bulk/${id}/answer`);
    },
  },
  {
    id: 'staff-bulk-answer/own',
    route: `${plan}/answer`,
    isError: true,
    async reach(visitor, parks) {
      const clerk = await signInAsStaff(visitor, 'revoker');
      const id = await waiting(visitor, parks, memberOf(clerk.person));
      const people = visitor.service.running.app.get(StaffPeople);
      await people.changeRole(atServer, clerk.person.id, 'approver');
      await visitor.open(`/staff/bulk/${id}/answer`);
    },
  },
  {
    id: 'staff-request',
    route: '/staff/bulk/requests/:request',
    async reach(visitor) {
      const id = await requested(visitor);
      await signInAsStaff(visitor, 'approver');
      await visitor.open(`/staff/bulk/requests/${id}`);
    },
  },
  {
    id: 'staff-request/answered',
    route: '/staff/bulk/requests/:request',
    async reach(visitor) {
      const id = await requested(visitor);
      await signInAsStaff(visitor, 'approver');
      await visitor.open(`/staff/bulk/requests/${id}`);
      await visitor.press('staff.request.no');
    },
  },
];

/** Somebody whose name is written from the right has looked at all links, of which there are some and one with an app. */
async function planned(
  visitor: Visitor,
  parks: CityService,
  by?: StaffMember,
): Promise<{ id: string; links: number; by: StaffMember }> {
  const { service } = visitor;
  const household = await Household.settle(service, 'google', newPerson(service));
  await parks.connect(household.resident);
  await makeLinks(service.database, { count: 30, linkedAt: '2026-03-02T12:00Z' });
  const whoever = by ?? memberOf((await Clerk.start(service, 'revoker', rightToLeft)).person);
  const filter = { provider: 'google', everything: true };
  const order = { filter, reason: 'provider_problem', ticket: 'CASE-2026-7' } as const;
  const preview = await service.running.app.get(BulkPlans).preview(whoever, order);
  if (preview.kind !== 'planned') throw new Error(preview.kind);
  return { id: preview.plan.id, links: preview.plan.links, by: whoever };
}

async function waiting(visitor: Visitor, parks: CityService, by?: StaffMember): Promise<string> {
  const { id, links, by: whoever } = await planned(visitor, parks, by);
  await visitor.service.running.app.get(BulkPlans).confirm(whoever, id, links);
  return id;
}

async function approve({ service }: Visitor, id: string): Promise<void> {
  await service.running.app.get(BulkApprovals).approve(staffMember('approver'), id);
}

async function ownPlan(visitor: Visitor, parks: CityService, step = ''): Promise<void> {
  const clerk = await signInAsStaff(visitor, 'revoker');
  const { id } = await planned(visitor, parks, memberOf(clerk.person));
  await visitor.open(`/staff/bulk/${id}${step}`);
}

async function countOf({ service, path }: Visitor): Promise<string> {
  const [row] = await service.database.query<{ links: number }>(
    'select links from civic.bulk_plan where $1 like $2 || id || $2',
    [path, '%'],
  );
  return String(row?.links);
}

/** A plan that was paused on its way, as somebody sees it who may let it go on. */
async function pausedPlan(visitor: Visitor, parks: CityService): Promise<string> {
  const { service } = visitor;
  const id = await waiting(visitor, parks);
  await approve(visitor, id);
  await service.running.app.get(BulkRuns).pause(staffMember('approver'), id);
  await signInAsStaff(visitor, 'revoker');
  await visitor.open(`/staff/bulk/${id}`);
  return id;
}

/** The id of a request to remove one link that waits, as if somebody had removed too many within the hour. */
async function requested({ service }: Visitor): Promise<string> {
  const { person } = await Clerk.start(service, 'revoker', rightToLeft);
  await service.database.query(
    `insert into civic.single_revoke (link_id, revoker)
     select gen_random_uuid(), $1 from generate_series(1, 50)`,
    [`staff ${person.id}`],
  );
  const [linkId = ''] = await makeLinks(service.database, { count: 1 });
  const order = { linkId, reason: 'security', ticket: 'CASE-2026-8', blockFor: 'month' } as const;
  const outcome = await service.running.app
    .get(RevocationRequests)
    .revoke({ ...memberOf(person), ...order });
  if (outcome.kind !== 'waits') throw new Error(outcome.kind);
  return outcome.request;
}
