import type { StaffRole } from '../../../src/permissions/permissions.ts';
import { newPerson } from '../../support/evidence.ts';
import type { CityService } from '../../support/city-service.ts';
import { Household } from '../../support/household.ts';
import { longName } from '../names.ts';
import { signInAsStaff } from '../staff-visitor.ts';
import type { Visitor } from '../visitor.ts';
import type { PageState } from './page-state.ts';

const record = '/staff/records/:record';

/** Finding residents and what staff see and do of a record. */
export const staffRecordPages: readonly PageState[] = [
  { id: 'staff-find', route: '/staff/find', reach: (visitor) => toFind(visitor, 'viewer') },
  {
    id: 'staff-find/wrong',
    route: '/staff/find',
    status: 422,
    isError: true,
    async reach(visitor) {
      await toFind(visitor);
      await visitor.press('find.btn');
    },
  },
  {
    id: 'staff-found',
    route: null,
    async reach(visitor) {
      const household = await settle(visitor);
      await toFind(visitor);
      await look(visitor, household.residentId);
    },
  },
  {
    id: 'staff-found-nobody',
    route: null,
    async reach(visitor) {
      await toFind(visitor);
      await look(visitor, 'Nobody Here');
    },
  },
  {
    id: 'staff-found-deletion',
    route: null,
    async reach(visitor) {
      await toFind(visitor);
      await look(visitor, '0123-4567-89AB-CDEF-GHJK');
    },
  },
  {
    id: 'staff-record-why',
    route: record,
    async reach(visitor) {
      const { residentId } = await settle(visitor);
      await signInAsStaff(visitor, 'revoker');
      await visitor.open(`/staff/records/${residentId}`);
    },
  },
  {
    id: 'staff-record-gone',
    route: null,
    status: 404,
    isError: true,
    async reach(visitor) {
      await signInAsStaff(visitor, 'revoker');
      await visitor.open('/staff/records/nobody');
    },
  },
  {
    id: 'staff-record',
    route: record,
    reach: (visitor, parks) => toRecord(visitor, parks, 'approver'),
  },
  {
    id: 'staff-record-apps',
    route: `${record}/apps`,
    async reach(visitor, parks) {
      await toRecord(visitor, parks);
      await visitor.press('record.tab.apps');
    },
  },
  {
    id: 'staff-record-activity',
    route: `${record}/activity`,
    async reach(visitor, parks) {
      await toRecord(visitor, parks);
      await visitor.press('record.tab.activity');
    },
  },
  {
    id: 'staff-record-staff',
    route: `${record}/staff`,
    async reach(visitor, parks) {
      await toRecord(visitor, parks);
      await visitor.press('record.tab.staff');
    },
  },
  {
    id: 'staff-record-unmasked',
    route: null,
    async reach(visitor, parks) {
      await toRecord(visitor, parks);
      await visitor.follow(() => visitor.page.locator('form[action$="/unmask"] button').click());
    },
  },
  {
    id: 'staff-revoke',
    route: `${record}/links/:link/revoke`,
    reach: (visitor, parks) => toRevoke(visitor, parks),
  },
  {
    id: 'staff-revoke/wrong',
    route: `${record}/links/:link/revoke`,
    status: 422,
    isError: true,
    async reach(visitor, parks) {
      await toRevoke(visitor, parks);
      await visitor.page.locator('#ticket').fill('Rosa');
      await visitor.press('order.preview');
    },
  },
  {
    id: 'staff-revoke/reads',
    route: `${record}/links/:link/revoke`,
    async reach(visitor, parks) {
      await toRevoke(visitor, parks);
      await visitor.page.locator('#reason').selectOption('shared_account');
      await visitor.pick('revoke.only.check');
      await visitor.press('order.preview');
    },
  },
  {
    id: 'staff-disconnect',
    route: `${record}/apps/:app/disconnect`,
    async reach(visitor, parks) {
      await toRecord(visitor, parks);
      await visitor.press('record.tab.apps');
      await visitor.follow(() => visitor.page.locator('a[href$="/disconnect"]').click());
    },
  },
  {
    id: 'staff-end-sessions',
    route: `${record}/end-sessions`,
    async reach(visitor, parks) {
      await toRecord(visitor, parks);
      await visitor.press('record.end');
    },
  },
  {
    id: 'staff-hold',
    route: `${record}/hold`,
    async reach(visitor, parks) {
      await toRecord(visitor, parks);
      await visitor.press('record.hold');
    },
  },
  {
    id: 'staff-erase',
    route: `${record}/erase`,
    async reach(visitor, parks) {
      await toRecord(visitor, parks, 'approver');
      await visitor.press('record.erase');
    },
  },
  {
    id: 'staff-erased',
    route: null,
    async reach(visitor, parks) {
      await toRecord(visitor, parks, 'approver');
      await visitor.press('record.erase');
      await visitor.pick('erase.check');
      await visitor.press('erase.btn');
    },
  },
];

const settle = ({ service }: Visitor): Promise<Household> =>
  Household.settle(service, 'google', newPerson(service, { name: longName }));

async function toFind(visitor: Visitor, role: StaffRole = 'revoker'): Promise<void> {
  await signInAsStaff(visitor, role);
  await visitor.open('/staff/find');
}

async function look(visitor: Visitor, text: string): Promise<void> {
  await visitor.pick('find.purpose.help');
  await visitor.page.locator('#text').fill(text);
  await visitor.press('find.btn');
}

async function toRecord(
  visitor: Visitor,
  parks: CityService,
  role: StaffRole = 'revoker',
): Promise<void> {
  const { resident, residentId } = await settle(visitor);
  await parks.connect(resident);
  await toFind(visitor, role);
  await look(visitor, residentId);
  await visitor.follow(() => visitor.page.locator('form[action$="/records"] button').click());
}

async function toRevoke(visitor: Visitor, parks: CityService): Promise<void> {
  await toRecord(visitor, parks);
  await visitor.follow(() => visitor.page.locator('a[href$="/revoke"]').click());
}
