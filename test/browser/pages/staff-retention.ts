import type { StaffRole } from '../../../src/permissions/permissions.ts';
import { RetentionRuns } from '../../../src/retention/retention-runs.ts';
import { Retention } from '../../../src/retention/retention.ts';
import { atServer } from '../../support/staff.ts';
import { signInAsStaff } from '../staff-visitor.ts';
import type { Visitor } from '../visitor.ts';
import type { PageState } from './page-state.ts';

/** What is kept for how long, in the console. */
export const staffRetentionPages: readonly PageState[] = [
  {
    id: 'staff-retention',
    route: '/staff/retention',
    reach: (visitor) => open(visitor, '/staff/retention', 'viewer'),
  },
  {
    id: 'staff-retention/goes-on',
    route: '/staff/retention',
    async reach(visitor) {
      await visitor.service.running.app.get(RetentionRuns).open(atServer.actor);
      await open(visitor, '/staff/retention', 'auditor');
      await visitor.service.running.app.get(Retention).run(atServer);
    },
  },
  {
    id: 'staff-retention/done',
    route: '/staff/retention',
    async reach(visitor) {
      await open(visitor, '/staff/retention/run');
      await visitor.press('staff.retentionrun.btn');
    },
  },
  {
    id: 'staff-retention-run',
    route: '/staff/retention/run',
    reach: (visitor) => open(visitor, '/staff/retention/run'),
  },
  {
    id: 'staff-certificate',
    route: '/staff/retention/runs/:run',
    async reach(visitor) {
      const { run } = await visitor.service.running.app.get(Retention).run(atServer);
      await open(visitor, `/staff/retention/runs/${run.id}`, 'auditor');
    },
  },
];

async function open(visitor: Visitor, path: string, role: StaffRole = 'operator'): Promise<void> {
  await signInAsStaff(visitor, role);
  await visitor.open(path);
}
