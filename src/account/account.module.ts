import { Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { ActivityModule } from '../activity/activity.module.ts';
import { AppsModule } from '../apps/apps.module.ts';
import { DisavowalModule } from '../disavowal/disavowal.module.ts';
import { ErasureModule } from '../erasure/erasure.module.ts';
import { ExportModule } from '../export/export.module.ts';
import { GrantsModule } from '../grants/grants.module.ts';
import { LinksModule } from '../links/links.module.ts';
import { PageAnswers } from '../platform/http/page-answers.ts';
import { PolicyModule } from '../policy/policy.module.ts';
import { ProvidersModule } from '../providers/providers.module.ts';
import { ResidentsModule } from '../residents/residents.module.ts';
import { RetentionModule } from '../retention/retention.module.ts';
import { SupportModule } from '../support/support.module.ts';
import { SignInModule } from '../sign-in/sign-in.module.ts';
import { AccountController } from './account.controller.ts';
import { ActivityController } from './activity.controller.ts';
import { ConnectedServices } from './connected-services.ts';
import { DeleteController } from './delete.controller.ts';
import { DataController } from './data.controller.ts';
import { DeletionStatusController } from './deletion-status.controller.ts';
import { InformationController } from './information.controller.ts';
import { LaterController } from './later.controller.ts';
import { LinkedAccounts } from './linked-accounts.ts';
import { NotMeController } from './not-me.controller.ts';
import { PolicyController } from './policy.controller.ts';
import { PolicyNews } from './policy-news.ts';
import { ReceiptController } from './receipt.controller.ts';
import { ServicesController } from './services.controller.ts';
import { SessionEndController } from './session-end.controller.ts';
import { SessionsController } from './sessions.controller.ts';
import { SinceLastVisit } from './since-last-visit.ts';
import { SupportController } from './support.controller.ts';
import { UnlinkController } from './unlink.controller.ts';
import { UnlinkEffects } from './unlink-effects.ts';

@Module({
  imports: [
    ActivityModule,
    AppsModule,
    DisavowalModule,
    ErasureModule,
    ExportModule,
    GrantsModule,
    LinksModule,
    PolicyModule,
    ProvidersModule,
    ResidentsModule,
    SignInModule,
    RetentionModule,
    SupportModule,
  ],
  controllers: [
    AccountController,
    ActivityController,
    DeleteController,
    InformationController,
    NotMeController,
    DataController,
    DeletionStatusController,
    LaterController,
    PolicyController,
    ReceiptController,
    ServicesController,
    SessionEndController,
    SessionsController,
    SupportController,
    UnlinkController,
  ],
  providers: [ConnectedServices, LinkedAccounts, PolicyNews, SinceLastVisit, UnlinkEffects],
})
export class AccountModule implements OnModuleInit {
  constructor(private readonly pages: PageAnswers) {}

  onModuleInit(): void {
    this.pages.addToNavigation({ area: 'resident', path: '/account', label: 'common.nav.links' });
    this.pages.addToNavigation({
      area: 'resident',
      path: '/account/apps',
      label: 'common.nav.apps',
    });
    this.pages.addToNavigation({
      area: 'resident',
      path: '/account/activity',
      label: 'common.nav.activity',
    });
    this.pages.addToNavigation({
      area: 'resident',
      path: '/account/data',
      label: 'common.nav.data',
    });
  }
}
