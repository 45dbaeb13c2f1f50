import { Tallies } from '../../../src/platform/tallies/tallies.ts';
import { ProviderStates } from '../../../src/providers/provider-states.ts';
import type { ProviderMode } from '../../../src/providers/provider-states.ts';
import type { StaffRole } from '../../../src/permissions/permissions.ts';
import { Household } from '../../support/household.ts';
import { atServer } from '../../support/staff.ts';
import { signInAsStaff } from '../staff-visitor.ts';
import type { Visitor } from '../visitor.ts';
import type { PageState } from './page-state.ts';

const google = { provider: 'Google' } as const;

/** The providers in the console. Each state leaves them as it found them: on. */
export const staffProviderPages: readonly PageState[] = [
  {
    id: 'staff-providers',
    route: '/staff/providers',
    reach: (visitor) => open(visitor, '/staff/providers', 'viewer'),
  },
  {
    id: 'staff-providers/busy',
    route: '/staff/providers',
    async reach(visitor) {
      const tallies = visitor.service.running.app.get(Tallies);
      for (const outcome of ['worked', 'worked', 'failed', 'declined'])
        tallies.add('sign-in', 'google', outcome);
      await tallies.flush();
      await open(visitor, '/staff/providers');
    },
  },
  {
    id: 'staff-providers/off',
    route: '/staff/providers',
    async reach(visitor) {
      await open(visitor, '/staff/providers/google/pause');
      await visitor.press('staff.providerpause.btn', google);
      await be(visitor, 'on');
    },
  },
  {
    id: 'staff-provider-test',
    route: null,
    async reach(visitor) {
      await open(visitor, '/staff/providers', 'viewer');
      await visitor.press('staff.providers.test', google);
    },
  },
  {
    id: 'staff-provider-change',
    route: '/staff/providers/:provider/change',
    async reach(visitor) {
      await Household.settle(visitor.service);
      await open(visitor, '/staff/providers/google/change');
    },
  },
  {
    id: 'staff-provider-change/missing',
    route: '/staff/providers/:provider/change',
    status: 422,
    isError: true,
    async reach(visitor) {
      await open(visitor, '/staff/providers/google/change');
      await visitor.page.locator('input[name=mode]').first().evaluate(choose);
      await visitor.press('staff.provider.btn');
    },
  },
  {
    id: 'staff-provider-pause',
    route: '/staff/providers/:provider/pause',
    async reach(visitor) {
      await Household.settle(visitor.service);
      await open(visitor, '/staff/providers/google/pause');
    },
  },
];

/** Takes the choice away that stands there. */
function choose(input: Element): void {
  for (const one of input.closest('form')?.querySelectorAll('input[name=mode]') ?? [])
    (one as HTMLInputElement).checked = false;
}

async function open(visitor: Visitor, path: string, role: StaffRole = 'operator'): Promise<void> {
  await signInAsStaff(visitor, role);
  await visitor.open(path);
}

const be = ({ service }: Visitor, mode: ProviderMode) =>
  service.running.app.get(ProviderStates).change(atServer, 'google', mode);
