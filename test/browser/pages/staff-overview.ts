import { Clock } from '../../../src/kernel/clock.ts';
import { Tallies } from '../../../src/platform/tallies/tallies.ts';
import { Crowd } from '../../support/crowd.ts';
import { keepDraft, typedDraft } from '../../support/policy-drafts.ts';
import type { TestService } from '../../support/service.ts';
import { signInAsStaff } from '../staff-visitor.ts';
import type { PageState } from './page-state.ts';

/** The first page of the console, with nothing on it and with everything. */
export const staffOverviewPages: readonly PageState[] = [
  {
    id: 'staff',
    route: '/staff',
    async reach(visitor) {
      await signInAsStaff(visitor, 'auditor');
      await visitor.open('/staff');
    },
  },
  {
    id: 'staff/busy',
    route: '/staff',
    async reach(visitor, parks) {
      await keepBusy(visitor.service, parks.id);
      await signInAsStaff(visitor, 'operator');
      await visitor.open('/staff?range=30d');
      await visitor.page.locator('summary').first().click();
    },
  },
];

async function keepBusy(service: TestService, app: string): Promise<void> {
  const now = service.running.app.get(Clock).milliseconds();
  const crowd = new Crowd(service);
  for (let day = 0; day < 12; day += 1) {
    const at = new Date(now - day * 2 * 86_400_000 - 60_000);
    const providers = day % 3 === 0 ? ['google', 'facebook'] : ['google'];
    await crowd.arrive(2 + ((day * 7) % 11), { at, providers });
    await crowd.leave(day % 3, 'google', at);
  }
  const tallies = service.running.app.get(Tallies);
  for (let count = 0; count < 9; count += 1) {
    tallies.add('sign-in', 'google', count > 2 ? 'worked' : 'failed');
    tallies.add('sign-in', 'facebook', count > 7 ? 'declined' : 'failed');
    tallies.add('token-check', app, count > 7 ? 'no' : 'yes');
    tallies.add('token-check', `app-${count % 6}`, 'yes');
  }
  await tallies.flush();
  await keepDraft(service, typedDraft(service, 400));
}
