import { Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { ActivityModule } from '../activity/activity.module.ts';
import { AppsModule } from '../apps/apps.module.ts';
import { AuditModule } from '../audit/audit.module.ts';
import { BulkModule } from '../bulk/bulk.module.ts';
import { ErasureModule } from '../erasure/erasure.module.ts';
import { FeedModule } from '../feed/feed.module.ts';
import { GrantsModule } from '../grants/grants.module.ts';
import { KeysModule } from '../keys/keys.module.ts';
import { LinksModule } from '../links/links.module.ts';
import { OAuthModule } from '../oauth/oauth.module.ts';
import { PolicyModule } from '../policy/policy.module.ts';
import { ProvidersModule } from '../providers/providers.module.ts';
import { ResidentsModule } from '../residents/residents.module.ts';
import { RetentionModule } from '../retention/retention.module.ts';
import { SignalsModule } from '../signals/signals.module.ts';
import { StaffModule } from '../staff/staff.module.ts';
import { StatisticsModule } from '../statistics/statistics.module.ts';
import { SupportModule } from '../support/support.module.ts';
import { PageAnswers } from '../platform/http/page-answers.ts';
import type { NavDeclaration } from '../platform/http/page-answers.ts';
import { RepeatableAnswers } from '../platform/http/repeatable-answers.ts';
import { Vault } from '../vault/vault.ts';
import { AdminAppOrdersController } from './admin-app-orders.controller.ts';
import { AdminAppsController } from './admin-apps.controller.ts';
import { AdminAuditController } from './admin-audit.controller.ts';
import { AdminBulkController } from './admin-bulk.controller.ts';
import { AdminBulkRunsController } from './admin-bulk-runs.controller.ts';
import { AdminDeliveriesController } from './admin-deliveries.controller.ts';
import { AdminFiguresController } from './admin-figures.controller.ts';
import { AdminGrantsController } from './admin-grants.controller.ts';
import { AdminKeysController } from './admin-keys.controller.ts';
import { AdminLinksController } from './admin-links.controller.ts';
import { AdminPolicyDraftController } from './admin-policy-draft.controller.ts';
import { AdminPolicyController } from './admin-policy.controller.ts';
import { AdminProvidersController } from './admin-providers.controller.ts';
import { AdminRecordsController } from './admin-records.controller.ts';
import { AdminRetentionController } from './admin-retention.controller.ts';
import { AdminStatisticsController } from './admin-statistics.controller.ts';
import { AppController } from './app.controller.ts';
import { AppDeliveriesController } from './app-deliveries.controller.ts';
import { AppEditController } from './app-edit.controller.ts';
import { AppsController } from './apps.controller.ts';
import { AuditChainController } from './audit-chain.controller.ts';
import { AuditController } from './audit.controller.ts';
import { BlocksController } from './blocks.controller.ts';
import { BulkAnswerController } from './bulk-answer.controller.ts';
import { BulkChooseController } from './bulk-choose.controller.ts';
import { BulkController } from './bulk.controller.ts';
import { BulkPlanController } from './bulk-plan.controller.ts';
import { BulkRunController } from './bulk-run.controller.ts';
import { DirectoryDoorController } from './directory-door.controller.ts';
import { EnrolController } from './enrol.controller.ts';
import { EraseController } from './erase.controller.ts';
import { FiguresFilesController } from './figures-files.controller.ts';
import { FindController } from './find.controller.ts';
import { KeyRetirementController } from './key-retirement.controller.ts';
import { KeysController } from './keys.controller.ts';
import { PasskeysController } from './passkeys.controller.ts';
import { PeopleController } from './people.controller.ts';
import { PolicyDraftController } from './policy-draft.controller.ts';
import { PolicyPublishController } from './policy-publish.controller.ts';
import { PolicyVersionsController } from './policy-versions.controller.ts';
import { ProvidersController } from './providers.controller.ts';
import { RecordController } from './record.controller.ts';
import { RecordOrdersController } from './record-orders.controller.ts';
import { RetentionController } from './retention.controller.ts';
import { RevokeController } from './revoke.controller.ts';
import { RevokeRequestController } from './revoke-request.controller.ts';
import { StaffDoorController } from './staff-door.controller.ts';
import { StaffHomeController } from './staff-home.controller.ts';
import { StatisticsMonthsController } from './statistics-months.controller.ts';
import { BulkDesk } from './bulk/bulk-desk.ts';
import { RecordDesk } from './records/record-desk.ts';
import { DoorPages } from './door/door-pages.ts';
import { Dashboard } from './dashboard/dashboard.ts';
import { AuditDesk } from './audit/audit-desk.ts';
import { AppTraffics } from './apps/app-traffics.ts';

@Module({
  imports: [
    ActivityModule,
    AppsModule,
    AuditModule,
    BulkModule,
    ErasureModule,
    FeedModule,
    GrantsModule,
    KeysModule,
    LinksModule,
    OAuthModule,
    PolicyModule,
    ProvidersModule,
    ResidentsModule,
    RetentionModule,
    SignalsModule,
    StaffModule,
    StatisticsModule,
    SupportModule,
  ],
  providers: [RecordDesk, Dashboard, AppTraffics, AuditDesk, BulkDesk, DoorPages],
  controllers: [
    AdminAppOrdersController,
    AdminAppsController,
    AdminAuditController,
    AdminBulkController,
    AdminBulkRunsController,
    AdminDeliveriesController,
    AdminFiguresController,
    AdminGrantsController,
    AdminKeysController,
    AdminLinksController,
    AdminPolicyController,
    AdminPolicyDraftController,
    AdminProvidersController,
    AdminRecordsController,
    AdminRetentionController,
    AdminStatisticsController,
    AppController,
    AppDeliveriesController,
    AppEditController,
    AppsController,
    AuditChainController,
    AuditController,
    BlocksController,
    BulkAnswerController,
    BulkChooseController,
    BulkController,
    BulkPlanController,
    BulkRunController,
    DirectoryDoorController,
    EnrolController,
    EraseController,
    FiguresFilesController,
    FindController,
    KeyRetirementController,
    KeysController,
    PasskeysController,
    PeopleController,
    PolicyDraftController,
    PolicyPublishController,
    PolicyVersionsController,
    ProvidersController,
    RecordController,
    RecordOrdersController,
    RetentionController,
    RevokeController,
    RevokeRequestController,
    StaffDoorController,
    StaffHomeController,
    StatisticsMonthsController,
  ],
})
export class AdminModule implements OnModuleInit {
  constructor(
    private readonly answers: RepeatableAnswers,
    private readonly pages: PageAnswers,
    private readonly vault: Vault,
  ) {}

  onModuleInit(): void {
    this.answers.sealedBy(this.vault);
    const area = 'staff' as const;
    const add = (entry: Omit<NavDeclaration, 'area'>): void =>
      this.pages.addToNavigation({ ...entry, area });
    add({ path: '/staff', label: 'staff.nav.home', action: 'dashboard.see' });
    add({ path: '/staff/find', label: 'staff.nav.find', action: 'record.search' });
    add({ path: '/staff/bulk', label: 'staff.nav.bulk', action: 'bulk.see' });
    add({ path: '/staff/policy', label: 'staff.nav.policy', action: 'policy.see' });
    add({ path: '/staff/apps', label: 'staff.nav.apps', action: 'app.see' });
    add({ path: '/staff/providers', label: 'staff.nav.providers', action: 'provider.see' });
    add({ path: '/staff/keys', label: 'staff.nav.keys', action: 'key.see' });
    add({ path: '/staff/audit', label: 'staff.nav.audit', action: 'audit.see' });
    add({ path: '/staff/retention', label: 'staff.nav.retention', action: 'retention.see' });
    add({ path: '/staff/statistics', label: 'staff.nav.stats', action: 'statistics.see' });
    add({ path: '/staff/people', label: 'staff.nav.people', action: 'staff.see' });
    add({ path: '/staff/passkeys', label: 'staff.nav.passkeys' });
  }
}
