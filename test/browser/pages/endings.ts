import { Resident } from '../../support/resident.ts';
import { meet } from '../visitor.ts';
import type { Trip, Visitor } from '../visitor.ts';
import type { PageState } from './page-state.ts';

const elevenMinutes = 660;

/** Every way in which a trip to a provider ends without a link. */
export const endings: readonly PageState[] = [
  {
    id: 'cancelled',
    route: '/link/ended/:ending',
    reach: (visitor) => tripThatEnds(visitor, { outcome: 'deny' }),
  },
  {
    id: 'provider-unavailable',
    route: '/link/ended/:ending',
    isError: true,
    reach: (visitor) => tripThatEnds(visitor, { outcome: 'cut-body' }),
  },
  {
    id: 'provider-error',
    route: '/link/ended/:ending',
    isError: true,
    reach: (visitor) => tripThatEnds(visitor, { outcome: 'server-error-at-authorize' }),
  },
  {
    id: 'mismatch',
    route: '/link/ended/:ending',
    isError: true,
    reach: (visitor) => visitor.open('/link/review/somebody-elses'),
  },
  {
    id: 'expired',
    route: '/callback/:provider',
    status: 400,
    isError: true,
    reach: (visitor) => tripThatTakesLong(visitor),
  },
  {
    id: 'already-linked',
    route: '/link/ended/:ending',
    async reach(visitor) {
      const person = meet(visitor.service);
      await visitor.signIn('google', { person });
      await visitor.setOutToLink('google');
      await visitor.travel('google', { person });
    },
  },
  {
    id: 'suspended',
    route: '/link/ended/:ending',
    isError: true,
    async reach(visitor) {
      const person = meet(visitor.service);
      await new Resident(visitor.service).link('google', { person });
      await visitor.service.database.query(
        `update civic.link set is_suspended = true
         where id = (select auth_link from civic.resident_session order by created_at desc limit 1)`,
      );
      await tripThatEnds(visitor, { person });
    },
  },
  {
    id: 'conflict',
    route: '/link/ended/:ending',
    status: 409,
    isError: true,
    async reach(visitor) {
      const person = meet(visitor.service);
      await new Resident(visitor.service).link('google', { person });
      await visitor.signIn('facebook');
      await visitor.setOutToLink('google');
      await visitor.travel('google', { person });
    },
  },
];

async function tripThatEnds(visitor: Visitor, trip: Trip): Promise<void> {
  await visitor.open('/link/google');
  await visitor.travel('google', trip);
}

/** Without a scenario the simulated provider shows its page, and waits. */
async function tripThatTakesLong(visitor: Visitor): Promise<void> {
  await visitor.open('/link/google');
  await visitor.press('consent.btn.agree', { provider: 'Google' });
  await visitor.service.travel(elevenMinutes);
  await visitor.follow(() => visitor.page.getByRole('button').click());
}
