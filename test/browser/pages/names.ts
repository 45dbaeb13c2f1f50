import { meet } from '../visitor.ts';
import type { Visitor } from '../visitor.ts';
import type { PageState } from './page-state.ts';

const choice = '/account/links/:link/name';
const rosa = { provider: 'Google', name: 'Rosa Díaz' };

/** Where residents choose whether we keep the display name of an account. */
export const namePages: readonly PageState[] = [
  {
    id: 'name',
    route: choice,
    async reach(visitor) {
      await openChoice(visitor);
    },
  },
  {
    id: 'name/only-id',
    route: choice,
    async reach(visitor) {
      await openChoice(visitor);
      await visitor.press('name.drop.btn');
    },
  },
  {
    id: 'name/same',
    route: choice,
    async reach(visitor) {
      await askAgain(visitor, await openChoice(visitor), 'approve');
    },
  },
  {
    id: 'name/cancelled',
    route: choice,
    async reach(visitor) {
      await askAgain(visitor, await openChoice(visitor), 'deny');
    },
  },
  {
    id: 'new-name',
    route: '/account/links/:link/new-name/:pending',
    async reach(visitor) {
      await askAgain(visitor, await openChoice(visitor), 'name-changed');
    },
  },
  {
    id: 'name/saved',
    route: choice,
    async reach(visitor) {
      await askAgain(visitor, await openChoice(visitor), 'name-changed');
      await visitor.press('name.new.btn.yes');
    },
  },
  {
    id: 'account/name-changed',
    route: '/account',
    async reach(visitor) {
      const person = meet(visitor.service);
      await visitor.signIn('google', { person });
      await visitor.press('common.nav.signout');
      await visitor.open('/link/google');
      await visitor.travel('google', { person, outcome: 'name-changed' });
    },
  },
];

/** Returns who it is at the provider. */
async function openChoice(visitor: Visitor): Promise<string> {
  const person = meet(visitor.service, rosa.name);
  await visitor.signIn('google', { person });
  await visitor.press('success.btn.list');
  await visitor.press('links.btn.choose', rosa);
  return person;
}

async function askAgain(
  visitor: Visitor,
  person: string,
  outcome: 'approve' | 'deny' | 'name-changed',
): Promise<void> {
  visitor.service.simulator.next({ provider: 'google', person, outcome });
  await visitor.press('name.ask.btn', { provider: 'Google' });
}
