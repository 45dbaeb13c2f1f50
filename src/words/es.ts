import type { en } from './en.ts';
import { account } from './es/account.ts';
import { activity } from './es/activity.ts';
import { appConsent } from './es/app-consent.ts';
import { charts } from './es/charts.ts';
import { city } from './es/city.ts';
import { cityServices } from './es/city-services.ts';
import { copy } from './es/copy.ts';
import { deletion } from './es/deletion.ts';
import { developers } from './es/developers.ts';
import { everyPage } from './es/every-page.ts';
import { outcomes } from './es/outcomes.ts';
import { sessionEnd } from './es/session-end.ts';
import { names } from './es/names.ts';
import { policy } from './es/policy.ts';
import { proof } from './es/proof.ts';
import { retention } from './es/retention.ts';
import { signIn } from './es/sign-in.ts';
import { sitePages } from './es/site-pages.ts';
import { staffRecords } from './es/staff-records.ts';
import { staff } from './es/staff.ts';
import { staffDirectory } from './es/staff-directory.ts';
import { staffHome } from './es/staff-home.ts';
import { staffPolicy } from './es/staff-policy.ts';
import { staffAudit } from './es/staff-audit.ts';
import { staffAuditEvents } from './es/staff-audit-events.ts';
import { staffAppForm } from './es/staff-app-form.ts';
import { staffApps } from './es/staff-apps.ts';
import { staffDeliveries } from './es/staff-deliveries.ts';
import { staffBulk } from './es/staff-bulk.ts';
import { staffKeys } from './es/staff-keys.ts';
import { staffBlocks } from './es/staff-blocks.ts';
import { staffProviders } from './es/staff-providers.ts';
import { staffRequests } from './es/staff-requests.ts';
import { staffRetention } from './es/staff-retention.ts';
import { staffStatistics } from './es/staff-statistics.ts';
import { statistics } from './es/statistics.ts';
import { yourData } from './es/your-data.ts';

/** The same sentences in Spanish: usted, and the same placeholders in every one. */
export const es = {
  ...everyPage,
  ...signIn,
  ...proof,
  ...names,
  ...outcomes,
  ...account,
  ...activity,
  ...sessionEnd,
  ...appConsent,
  ...deletion,
  ...yourData,
  ...copy,
  ...cityServices,
  ...policy,
  ...city,
  ...sitePages,
  ...retention,
  ...statistics,
  ...developers,
  ...staff,
  ...staffDirectory,
  ...staffApps,
  ...staffAppForm,
  ...staffDeliveries,
  ...staffBulk,
  ...staffKeys,
  ...staffRecords,
  ...staffBlocks,
  ...staffProviders,
  ...staffRequests,
  ...staffRetention,
  ...charts,
  ...staffHome,
  ...staffAudit,
  ...staffAuditEvents,
  ...staffStatistics,
  ...staffPolicy,
} as const satisfies Record<keyof typeof en, string>;
