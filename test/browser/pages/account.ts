import type { CityService } from '../../support/city-service.ts';
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
    id: 'account/suspended',
    route: home,
    async reach(visitor) {
      await openAccountOfTwo(visitor);
      await visitor.service.database.query(
        `update civic.link set is_suspended = true
         where id = (select id from civic.link order by created_at desc limit 1)`,
      );
      await visitor.open('/account');
    },
  },
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
    id: 'unlink/told',
    route: removal,
    reach: (visitor, parks) => askToRemove(visitor, parks),
  },
  {
    id: 'unlinked/told',
    route: null,
    async reach(visitor, parks) {
      await askToRemove(visitor, parks);
      await visitor.press('unlink.btn.yes');
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
    route: null,
    async reach(visitor) {
      await openAccountOfTwo(visitor);
      await visitor.press('links.btn.remove', { provider: 'Google', name: 'Rosa Díaz' });
      await visitor.press('unlink.btn.yes');
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

/** With a city service that would hear of it, and of the account that is signed in with. */
async function askToRemove(visitor: Visitor, parks: CityService): Promise<void> {
  await visitor.signIn();
  await visitor.linkAnother('facebook', { person: meet(visitor.service, 'Rosa D.') });
  await visitor.open(parks.authorizeUrl({ ui_locales: visitor.language }));
  await visitor.press('appconsent.btn.yes');
  await visitor.open('/account');
  await visitor.press('links.btn.remove', { provider: 'Facebook', name: 'Rosa D.' });
}
