import { longName } from '../names.ts';
import { proveHere } from '../proofs.ts';
import { meet } from '../visitor.ts';
import type { Visitor } from '../visitor.ts';
import type { PageState } from './page-state.ts';

const receipt = '/account/links/:link/receipt';

/** What residents take away: a copy of their data, receipts, and a code for the help desk. */
export const dataPages: readonly PageState[] = [
  { id: 'data', route: '/account/data', reach: (visitor) => openData(visitor) },
  {
    id: 'copy',
    route: null,
    async reach(visitor, parks) {
      await visitor.signIn('google', { person: meet(visitor.service, longName) });
      await visitor.open(parks.authorizeUrl({ ui_locales: visitor.language }));
      await visitor.press('appconsent.btn.yes');
      await visitor.open('/account');
      await proveHere(visitor, 'export');
      await visitor.press('common.nav.data');
      await visitor.press('data.copy.print');
    },
  },
  {
    id: 'receipt',
    route: receipt,
    async reach(visitor) {
      await visitor.signIn('google', { person: meet(visitor.service) });
      await visitor.press('receipt.see');
    },
  },
  {
    id: 'receipt/no-name',
    route: receipt,
    async reach(visitor) {
      await visitor.reachReview('facebook', { person: meet(visitor.service) });
      await visitor.pick('review.name.no');
      await visitor.press('review.btn.save');
      await visitor.press('receipt.see');
    },
  },
  { id: 'support-code', route: '/account/support-code', reach: (visitor) => openCode(visitor) },
  {
    id: 'support-code/made',
    route: null,
    async reach(visitor) {
      await openCode(visitor);
      await visitor.press('support.btn');
    },
  },
  {
    id: 'support-code/live',
    route: '/account/support-code',
    async reach(visitor) {
      await openCode(visitor);
      await visitor.press('support.btn');
      await visitor.open('/account/support-code');
    },
  },
];

async function openData(visitor: Visitor): Promise<void> {
  await visitor.signIn();
  await visitor.press('common.nav.data');
}

async function openCode(visitor: Visitor): Promise<void> {
  await openData(visitor);
  await visitor.press('support.link');
}
