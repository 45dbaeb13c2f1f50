import { Resident } from '../../support/resident.ts';
import { labels, meet } from '../visitor.ts';
import type { Trip, Visitor } from '../visitor.ts';
import type { PageState } from './page-state.ts';

const route = '/prove/:action';

/** Where a resident proves afresh who they are, before something that must not be anybody's at an open screen. */
export const proofPages: readonly PageState[] = [
  {
    id: 'prove',
    route,
    async reach(visitor) {
      await visitor.signIn();
      await visitor.press('success.btn.list');
      await visitor.press('start.btn', { provider: 'Facebook' });
    },
  },
  {
    id: 'prove/export',
    route,
    async reach(visitor) {
      await visitor.reachReview();
      await visitor.pick('review.name.no');
      await visitor.press('review.btn.save');
      await visitor.open('/prove/export');
    },
  },
  {
    id: 'prove/erase',
    route,
    async reach(visitor) {
      await visitor.signIn();
      await visitor.linkAnother();
      await visitor.open('/prove/erase');
    },
  },
  { id: 'prove/cancelled', route, reach: (visitor) => comeBack(visitor, { outcome: 'deny' }) },
  {
    id: 'prove/unavailable',
    route,
    reach: (visitor) => comeBack(visitor, { outcome: 'cut-body' }),
  },
  {
    id: 'prove/other-account',
    route,
    async reach(visitor) {
      const person = meet(visitor.service);
      await new Resident(visitor.service).link('facebook', { person });
      await comeBack(visitor, { person });
    },
  },
];

/** A proof that fails, and leads back to where it began. */
async function comeBack(visitor: Visitor, trip: Trip): Promise<void> {
  const { person = meet(visitor.service), outcome = 'approve' } = trip;
  await visitor.signIn('facebook');
  await visitor.open('/prove/erase');
  visitor.service.simulator.next({ provider: 'facebook', person, outcome });
  await visitor.press('start.btn', { provider: labels.facebook });
}
