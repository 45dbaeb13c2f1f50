import { longName, markup, rightToLeft } from '../names.ts';
import { meet } from '../visitor.ts';
import type { Visitor } from '../visitor.ts';
import type { PageState } from './page-state.ts';

const home = '/account';
const removal = '/account/links/:link/remove';

/** A resident's own pages. */
export const accountPages: readonly PageState[] = [
  { id: 'account/one', route: home, reach: (visitor) => openAccount(visitor) },
  { id: 'account/two', route: home, reach: (visitor) => openAccountOfTwo(visitor) },
  {
    id: 'account/names',
    route: home,
    async reach(visitor) {
      const { service } = visitor;
      await visitor.signIn('google', { person: meet(service, longName) });
      await visitor.linkAnother('facebook', { person: meet(service, rightToLeft) });
      await visitor.linkAnother('facebook', { person: meet(service, markup) });
      await visitor.open('/account');
    },
  },
  {
    id: 'unlink',
    route: removal,
    async reach(visitor) {
      await openAccountOfTwo(visitor);
      await visitor.press('links.btn.remove', { provider: 'Google', name: 'Rosa Díaz' });
    },
  },
  {
    id: 'last-link',
    route: removal,
    async reach(visitor) {
      await openAccount(visitor);
      await visitor.press('links.btn.remove', { provider: 'Google', name: 'Rosa Díaz' });
    },
  },
  {
    id: 'unlinked',
    route: '/account/removed/:provider',
    async reach(visitor) {
      await openAccountOfTwo(visitor);
      await visitor.press('links.btn.remove', { provider: 'Google', name: 'Rosa Díaz' });
      await visitor.press('unlink.btn.yes');
    },
  },
  { id: 'delete', route: '/account/delete', reach: (visitor) => openDelete(visitor) },
  {
    id: 'delete/unchecked',
    route: '/account/delete',
    status: 422,
    isError: true,
    async reach(visitor) {
      await openDelete(visitor);
      await visitor.press('delete.btn.yes');
    },
  },
  {
    id: 'deleted',
    route: null,
    async reach(visitor) {
      await openDelete(visitor);
      await visitor.pick('delete.check');
      await visitor.press('delete.btn.yes');
    },
  },
];

async function openAccount(visitor: Visitor): Promise<void> {
  await visitor.signIn('google', { person: meet(visitor.service) });
  await visitor.press('success.btn.list');
}

async function openAccountOfTwo(visitor: Visitor): Promise<void> {
  await visitor.signIn();
  await visitor.linkAnother('facebook', { person: meet(visitor.service, 'Rosa D.') });
  await visitor.press('success.btn.list');
}

async function openDelete(visitor: Visitor): Promise<void> {
  await openAccountOfTwo(visitor);
  await visitor.press('links.delete.btn');
}
