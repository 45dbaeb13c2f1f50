import { longName } from '../names.ts';
import { meet } from '../visitor.ts';
import type { PageState } from './page-state.ts';

/** From the start page to "Your account is linked". */
export const signInPages: readonly PageState[] = [
  {
    id: 'before-you-go',
    route: '/link/:provider',
    async reach(visitor) {
      await visitor.open('/');
      await visitor.press('start.btn', { provider: 'Google' });
    },
  },
  {
    id: 'before-you-go/adding',
    route: '/link/:provider',
    async reach(visitor) {
      await visitor.signIn('facebook');
      await visitor.press('success.btn.list');
      await visitor.press('start.btn', { provider: 'Google' });
      await visitor.prove();
    },
  },
  {
    id: 'before-you-go/not-me',
    route: '/link/:provider',
    async reach(visitor) {
      await visitor.open('/link/google');
      await visitor.pick('shared.check');
      await visitor.travel('google');
      await visitor.press('new.btn.no');
      await visitor.press('review.btn.other');
    },
  },
  {
    id: 'new-account',
    route: '/link/new/:pending',
    async reach(visitor) {
      await visitor.open('/link/google');
      await visitor.travel('google');
    },
  },
  { id: 'review', route: '/link/review/:pending', reach: (visitor) => visitor.reachReview() },
  {
    id: 'review/long-name',
    route: '/link/review/:pending',
    reach: (visitor) =>
      visitor.reachReview('facebook', { person: meet(visitor.service, longName) }),
  },
  {
    id: 'review/no-name',
    route: '/link/review/:pending',
    reach: (visitor) => visitor.reachReview('facebook', { person: meet(visitor.service, null) }),
  },
  {
    id: 'review/no-choice',
    route: '/link/review/:pending',
    status: 422,
    isError: true,
    async reach(visitor) {
      await visitor.reachReview();
      await visitor.press('review.btn.save');
    },
  },
  {
    id: 'review/adding',
    route: '/link/review/:pending',
    async reach(visitor) {
      await visitor.signIn();
      await visitor.setOutToLink('facebook');
      await visitor.travel('facebook');
    },
  },
  { id: 'linked', route: '/link/done/:link', reach: (visitor) => visitor.signIn() },
  {
    id: 'signed-out',
    route: '/signed-out',
    async reach(visitor) {
      await visitor.signIn();
      await visitor.press('common.nav.signout');
    },
  },
];
