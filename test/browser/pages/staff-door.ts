import { newToken } from '../../../src/kernel/opaque-token.ts';
import { StaffPeople } from '../../../src/staff/people.ts';
import { atServer, Clerk } from '../../support/staff.ts';
import { longName } from '../names.ts';
import { signInAsStaff } from '../staff-visitor.ts';
import type { Visitor } from '../visitor.ts';
import type { PageState } from './page-state.ts';

/** The way into the console, and who has one. */
export const staffDoorPages: readonly PageState[] = [
  {
    id: 'staff-sign-in',
    route: '/staff/sign-in',
    reach: (visitor) => visitor.open('/staff/sign-in'),
  },
  {
    id: 'staff-sign-in/failed',
    route: '/staff/sign-in',
    status: 422,
    isError: true,
    async reach(visitor) {
      await visitor.open('/staff/sign-in');
      await sendAnswer(visitor);
    },
  },
  {
    id: 'staff-enrol',
    route: '/staff/enrol/:token',
    reach: (visitor) => toEnrol(visitor),
  },
  {
    id: 'staff-enrol/failed',
    route: '/staff/enrol/:token',
    status: 422,
    isError: true,
    async reach(visitor) {
      await toEnrol(visitor);
      await sendAnswer(visitor);
    },
  },
  {
    id: 'staff-enrol-over',
    route: '/staff/enrol/:token',
    status: 404,
    isError: true,
    reach: (visitor) => visitor.open(`/staff/enrol/${newToken()}`),
  },
  {
    id: 'staff-prove',
    route: '/staff/prove',
    async reach(visitor) {
      await signInAsStaff(visitor, 'operator');
      await visitor.open('/staff/prove?back=/staff/people');
    },
  },
  {
    id: 'staff-passkeys',
    route: '/staff/passkeys',
    async reach(visitor) {
      await signInAsStaff(visitor, 'viewer');
      await visitor.open('/staff/passkeys');
    },
  },
  {
    id: 'staff-passkeys/last',
    route: '/staff/passkeys',
    status: 422,
    isError: true,
    async reach(visitor) {
      await signInAsStaff(visitor, 'viewer');
      await visitor.open('/staff/passkeys');
      await visitor.follow(() =>
        visitor.page.locator('form[action$="/remove"] button').first().click(),
      );
    },
  },
  {
    id: 'staff-people',
    route: '/staff/people',
    async reach(visitor) {
      await signInAsStaff(visitor, 'auditor');
      await visitor.open('/staff/people');
    },
  },
  {
    id: 'staff-people/wrong',
    route: '/staff/people',
    status: 422,
    isError: true,
    async reach(visitor) {
      await signInAsStaff(visitor, 'operator');
      await visitor.open('/staff/people');
      await visitor.press('staff.people.add.btn');
    },
  },
  {
    id: 'staff-people-link',
    route: null,
    async reach(visitor) {
      await signInAsStaff(visitor, 'operator');
      await visitor.open('/staff/people');
      await visitor.page.locator('#name').fill('Rosa Reyes');
      await visitor.page.locator('#role-viewer').check();
      await visitor.press('staff.people.add.btn');
    },
  },
  {
    id: 'staff-person',
    route: '/staff/people/:person',
    async reach(visitor) {
      const { person } = await Clerk.start(visitor.service, 'revoker', longName.slice(0, 80));
      await signInAsStaff(visitor, 'operator');
      await visitor.open(`/staff/people/${person.id}?done=role`);
    },
  },
  {
    id: 'staff-person/unchecked',
    route: '/staff/people/:person',
    status: 422,
    isError: true,
    async reach(visitor) {
      const name = longName.slice(0, 80);
      const { person } = await Clerk.start(visitor.service, 'revoker', name);
      await signInAsStaff(visitor, 'operator');
      await visitor.open(`/staff/people/${person.id}`);
      await visitor.press('staff.person.remove.btn', { name });
    },
  },
];

/** Sends the passkey form with an answer that no passkey gave. */
async function sendAnswer(visitor: Visitor): Promise<void> {
  await visitor.follow(() =>
    visitor.page.locator('form[data-passkey]').evaluate((form: HTMLFormElement) => {
      form.submit();
    }),
  );
}

async function toEnrol(visitor: Visitor): Promise<void> {
  const people = visitor.service.running.app.get(StaffPeople);
  const { token } = await people.invite(atServer, {
    name: longName.slice(0, 80),
    role: 'approver',
  });
  await visitor.open(`/staff/enrol/${token}`);
}
