import type { Visitor } from '../visitor.ts';
import { publishMonth } from '../../support/published-month.ts';
import type { PageState } from './page-state.ts';

/** Pages that need nothing, and the refusals any page can end in. */
export const sitePages: readonly PageState[] = [
  { id: 'start', route: '/', reach: (visitor) => visitor.open('/') },
  { id: 'cookies', route: '/cookies', reach: (visitor) => visitor.open('/cookies') },
  { id: 'privacy', route: '/privacy', reach: (visitor) => visitor.open('/privacy') },
  { id: 'statistics', route: '/statistics', reach: (visitor) => visitor.open('/statistics') },
  {
    id: 'statistics-month',
    route: '/statistics/:month',
    async reach(visitor) {
      const month = await publishMonth(visitor.service);
      await visitor.open(`/statistics/${month}`);
    },
  },
  { id: 'developers', route: '/developers', reach: (visitor) => visitor.open('/developers') },
  {
    id: 'accessibility',
    route: '/accessibility',
    reach: (visitor) => visitor.open('/accessibility'),
  },
  {
    id: 'not-found',
    route: null,
    status: 404,
    isError: true,
    reach: (visitor) => visitor.open('/nowhere'),
  },
  {
    id: 'form-mismatch',
    route: null,
    status: 403,
    isError: true,
    reach: (visitor) => sendWithoutCookies(visitor),
  },
  {
    id: 'too-many',
    route: null,
    status: 429,
    isError: true,
    reach: (visitor) => sendTooOften(visitor),
  },
];

/** As with cookies that were blocked or have gone in the meantime. */
async function sendWithoutCookies(visitor: Visitor): Promise<void> {
  await visitor.open('/link/google');
  await visitor.page.context().clearCookies();
  await visitor.press('consent.btn.agree', { provider: 'Google' });
}

/** Makes the counter say what thousands of tries would make it say, and clears it again. */
async function sendTooOften(visitor: Visitor): Promise<void> {
  const { database } = visitor.service;
  await visitor.open('/link/google');
  await visitor.travel('google');
  await visitor.open('/link/google');
  await database.query('update civic.rate_limit set points = 1000000');
  await visitor.press('consent.btn.agree', { provider: 'Google' });
  await database.query('delete from civic.rate_limit');
}
