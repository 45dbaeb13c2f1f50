import { Clock } from '../../../src/kernel/clock.ts';
import { monthAfter, monthOf } from '../../../src/statistics/month.ts';
import { publishMonth } from '../../support/published-month.ts';
import { signInAsStaff } from '../staff-visitor.ts';
import type { Visitor } from '../visitor.ts';
import type { PageState } from './page-state.ts';

/** The statistics in the console: a month that is published, one that can be, and one that cannot. */
export const staffStatisticsPages: readonly PageState[] = [
  {
    id: 'staff-statistics',
    route: '/staff/statistics',
    async reach(visitor) {
      await publishMonth(visitor.service);
      await open(visitor, '?done=published');
    },
  },
  {
    id: 'staff-statistics-month',
    route: '/staff/statistics/:month',
    reach: (visitor) => open(visitor, `/${before(visitor, 2)}`),
  },
  {
    id: 'staff-statistics-published',
    route: '/staff/statistics/:month',
    reach: async (visitor) => open(visitor, `/${await publishMonth(visitor.service)}`),
  },
  {
    id: 'staff-statistics-unfit',
    route: '/staff/statistics/:month',
    status: 404,
    isError: true,
    reach: (visitor) => open(visitor, `/${before(visitor, -1)}`),
  },
  {
    id: 'staff-statistics-publish',
    route: '/staff/statistics/:month/publish',
    reach: (visitor) => open(visitor, `/${before(visitor, 2)}/publish`),
  },
  {
    id: 'staff-statistics-publish/none',
    route: '/staff/statistics/:month/publish',
    status: 422,
    isError: true,
    async reach(visitor) {
      await open(visitor, `/${before(visitor, 2)}/publish`);
      for (const box of await visitor.page.locator('input[type=checkbox]').all())
        await box.setChecked(false, { force: true });
      await visitor.press('staff.stats.publish.btn');
    },
  },
];

async function open(visitor: Visitor, path: string): Promise<void> {
  await signInAsStaff(visitor, 'operator');
  await visitor.open(`/staff/statistics${path}`);
}

function before({ service }: Visitor, months: number): string {
  const now = new Date(service.running.app.get(Clock).milliseconds());
  return monthAfter(monthOf(now, 'UTC'), -months);
}
