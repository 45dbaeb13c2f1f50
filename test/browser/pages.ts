import { accountPages } from './pages/account.ts';
import { activityPages } from './pages/activity.ts';
import { appPages } from './pages/apps.ts';
import { dataPages } from './pages/data.ts';
import { deletionPages } from './pages/deletion.ts';
import type { PageState } from './pages/page-state.ts';
import { namePages } from './pages/names.ts';
import { proofPages } from './pages/proof.ts';
import { policyPages } from './pages/policy.ts';
import { signInPages } from './pages/sign-in.ts';
import { sitePages } from './pages/site.ts';
import { staffAppPages } from './pages/staff-apps.ts';
import { staffBlockPages } from './pages/staff-blocks.ts';
import { staffAuditPages } from './pages/staff-audit.ts';
import { staffBulkPages } from './pages/staff-bulk.ts';
import { staffKeyPages } from './pages/staff-keys.ts';
import { staffProviderPages } from './pages/staff-providers.ts';
import { staffRetentionPages } from './pages/staff-retention.ts';
import { staffDirectoryPages } from './pages/staff-directory.ts';
import { staffDoorPages } from './pages/staff-door.ts';
import { staffRecordPages } from './pages/staff-records.ts';
import { staffOverviewPages } from './pages/staff-overview.ts';
import { staffPolicyPages } from './pages/staff-policy.ts';
import { staffStatisticsPages } from './pages/staff-statistics.ts';
import { endings } from './pages/endings.ts';

/** Every page in every state that a resident can reach. A page that is missing here fails the build. */
export const residentsPages: readonly PageState[] = [
  ...sitePages,
  ...signInPages,
  ...endings,
  ...proofPages,
  ...namePages,
  ...accountPages,
  ...activityPages,
  ...dataPages,
  ...deletionPages,
  ...appPages,
  ...policyPages,
];

/** The same for staff. */
export const staffPages: readonly PageState[] = [
  ...staffAppPages,
  ...staffBlockPages,
  ...staffBulkPages,
  ...staffKeyPages,
  ...staffProviderPages,
  ...staffRetentionPages,
  ...staffDoorPages,
  ...staffDirectoryPages,
  ...staffRecordPages,
  ...staffOverviewPages,
  ...staffPolicyPages,
  ...staffAuditPages,
  ...staffStatisticsPages,
];

export const everyPage = [...residentsPages, ...staffPages];
