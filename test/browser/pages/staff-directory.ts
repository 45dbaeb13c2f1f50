import { StaffPeople } from '../../../src/staff/people.ts';
import type { CityDirectory } from '../../support/directory/city-directory.ts';
import { groupOf } from '../../support/directory/city-directory.ts';
import { atServer } from '../../support/staff.ts';
import { directoryOf, hire, leaveForCity, sayWho, signInFromCity } from '../city-worker.ts';
import { longName } from '../names.ts';
import { signInAsStaff } from '../staff-visitor.ts';
import type { Visitor } from '../visitor.ts';
import type { PageState } from './page-state.ts';

const callback = '/staff/sign-in/callback';

/** The way into the console with an account of the city's, and every way in which it can end. */
export const staffDirectoryPages: readonly PageState[] = [
  {
    id: 'staff-sign-in/directory-down',
    route: '/staff/sign-in',
    status: 503,
    isError: true,
    async reach(visitor) {
      await visitor.open('/staff/sign-in');
      await visitor.service.travel(2 * 60 * 60);
      await whileDown(visitor, /^\/\.well-known/, () => leaveForCity(visitor, 'btn'));
    },
  },
  {
    id: 'staff-directory-prove',
    route: '/staff/prove',
    reach: (visitor) => toProve(visitor, hire(visitor, 'operator')),
  },
  {
    id: 'staff-passkeys/directory',
    route: '/staff/passkeys',
    async reach(visitor) {
      const who = hire(visitor, 'operator');
      await toProve(visitor, who);
      await leaveForCity(visitor, 'prove.btn');
      await Promise.all([
        visitor.page.waitForURL('**/staff/passkeys'),
        visitor.page.click(`button[value="${who}"]`),
      ]);
    },
  },
  {
    id: 'staff-person/directory',
    route: '/staff/people/:person',
    async reach(visitor) {
      const name = `${visitor.language} ${longName}`.slice(0, 80);
      await signInFromCity(visitor, hire(visitor, 'revoker', { name }), '/staff');
      await signInAsStaff(visitor, 'operator');
      await visitor.open(`/staff/people/${await idOf(visitor, name)}`);
    },
  },
  {
    id: 'staff-directory-cancelled',
    route: callback,
    async reach(visitor) {
      await toCity(visitor);
      await sayWho(visitor, '');
    },
  },
  {
    id: 'staff-directory-mismatch',
    route: callback,
    status: 400,
    isError: true,
    reach: (visitor) => visitor.open(callback),
  },
  {
    id: 'staff-directory-unavailable',
    route: callback,
    status: 503,
    isError: true,
    async reach(visitor) {
      const who = hire(visitor, 'operator');
      await toCity(visitor);
      await whileDown(visitor, /^\/token/, () => sayWho(visitor, who));
    },
  },
  {
    id: 'staff-directory-refused',
    route: callback,
    status: 400,
    isError: true,
    async reach(visitor) {
      const who = hire(visitor, 'operator');
      await toCity(visitor);
      const change = { aud: 'somebody-else' };
      await whileSaying(visitor, change, () => sayWho(visitor, who));
    },
  },
  {
    id: 'staff-directory-no-role',
    route: callback,
    status: 403,
    isError: true,
    async reach(visitor) {
      const who = hire(visitor, null);
      await toCity(visitor);
      await sayWho(visitor, who);
    },
  },
  {
    id: 'staff-directory-removed',
    route: callback,
    status: 403,
    isError: true,
    async reach(visitor) {
      const name = `Gone ${visitor.language}`;
      const who = hire(visitor, 'auditor', { name });
      await signInFromCity(visitor, who, '/staff');
      const people = visitor.service.running.app.get(StaffPeople);
      await people.remove(atServer, await idOf(visitor, name));
      await visitor.open('/staff');
      await leaveForCity(visitor, 'btn');
    },
  },
  {
    id: 'staff-directory-not-fresh',
    route: callback,
    status: 403,
    isError: true,
    async reach(visitor) {
      const who = hire(visitor, 'auditor');
      await toProve(visitor, who);
      await leaveForCity(visitor, 'prove.btn');
      await whileSaying(visitor, { auth_time: 1 }, () => sayWho(visitor, who));
    },
  },
  {
    id: 'staff-directory-other',
    route: callback,
    status: 403,
    isError: true,
    async reach(visitor) {
      await toProve(visitor, hire(visitor, 'auditor'));
      const other = hire(visitor, 'auditor');
      await leaveForCity(visitor, 'prove.btn');
      await sayWho(visitor, other);
    },
  },
  {
    id: 'staff-directory-over',
    route: callback,
    status: 403,
    isError: true,
    async reach(visitor) {
      const who = hire(visitor, 'auditor');
      await toProve(visitor, who);
      directoryOf(visitor).people.set(who, { name: 'Ana Ríos', groups: [groupOf.revoker] });
      await leaveForCity(visitor, 'prove.btn');
      await sayWho(visitor, who);
    },
  },
];

async function toCity(visitor: Visitor): Promise<void> {
  await visitor.open('/staff/sign-in');
  await leaveForCity(visitor, 'btn');
}

async function toProve(visitor: Visitor, who: string): Promise<void> {
  await signInFromCity(visitor, who, '/staff');
  await visitor.open('/staff/passkeys');
}

async function idOf({ service }: Visitor, called: string): Promise<string> {
  const people = await service.running.app.get(StaffPeople).list(atServer);
  return people.find(({ name }) => name === called)?.id ?? '';
}

async function whileDown(visitor: Visitor, paths: RegExp, act: () => Promise<void>) {
  const directory: CityDirectory = directoryOf(visitor);
  directory.downAt = paths;
  await act();
  directory.downAt = null;
}

/** While every ID token says something else in one of its claims. */
async function whileSaying(visitor: Visitor, change: object, act: () => Promise<void>) {
  const directory: CityDirectory = directoryOf(visitor);
  directory.tamper = ({ header, claims }) => ({ header, claims: { ...claims, ...change } });
  await act();
  directory.tamper = (token) => token;
}
