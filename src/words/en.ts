import { account } from './en/account.ts';
import { activity } from './en/activity.ts';
import { appConsent } from './en/app-consent.ts';
import { charts } from './en/charts.ts';
import { city } from './en/city.ts';
import { cityServices } from './en/city-services.ts';
import { copy } from './en/copy.ts';
import { deletion } from './en/deletion.ts';
import { developers } from './en/developers.ts';
import { everyPage } from './en/every-page.ts';
import { outcomes } from './en/outcomes.ts';
import { sessionEnd } from './en/session-end.ts';
import { names } from './en/names.ts';
import { policy } from './en/policy.ts';
import { proof } from './en/proof.ts';
import { retention } from './en/retention.ts';
import { signIn } from './en/sign-in.ts';
import { sitePages } from './en/site-pages.ts';
import { staffRecords } from './en/staff-records.ts';
import { staff } from './en/staff.ts';
import { staffDirectory } from './en/staff-directory.ts';
import { staffHome } from './en/staff-home.ts';
import { staffPolicy } from './en/staff-policy.ts';
import { staffAudit } from './en/staff-audit.ts';
import { staffAuditEvents } from './en/staff-audit-events.ts';
import { staffAppForm } from './en/staff-app-form.ts';
import { staffApps } from './en/staff-apps.ts';
import { staffDeliveries } from './en/staff-deliveries.ts';
import { staffBulk } from './en/staff-bulk.ts';
import { staffKeys } from './en/staff-keys.ts';
import { staffBlocks } from './en/staff-blocks.ts';
import { staffProviders } from './en/staff-providers.ts';
import { staffRequests } from './en/staff-requests.ts';
import { staffRetention } from './en/staff-retention.ts';
import { staffStatistics } from './en/staff-statistics.ts';
import { statistics } from './en/statistics.ts';
import { yourData } from './en/your-data.ts';

/** Every sentence a resident can read, in sixth-grade English: one idea per sentence, at most 20 words. */
export const en = {
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
} as const;
