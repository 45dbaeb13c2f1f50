import { Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { AppsModule } from '../apps/apps.module.ts';
import { ErasureModule } from '../erasure/erasure.module.ts';
import { GrantsModule } from '../grants/grants.module.ts';
import { LinksModule } from '../links/links.module.ts';
import { PageAnswers } from '../platform/http/page-answers.ts';
import { ProvidersModule } from '../providers/providers.module.ts';
import { ResidentsModule } from '../residents/residents.module.ts';
import { AccountController } from './account.controller.ts';
import { ConnectedServices } from './connected-services.ts';
import { InformationController } from './information.controller.ts';
import { LinkedAccounts } from './linked-accounts.ts';
import { ServicesController } from './services.controller.ts';
import { UnlinkController } from './unlink.controller.ts';

@Module({
  imports: [AppsModule, ErasureModule, GrantsModule, LinksModule, ProvidersModule, ResidentsModule],
  controllers: [AccountController, InformationController, ServicesController, UnlinkController],
  providers: [ConnectedServices, LinkedAccounts],
})
export class AccountModule implements OnModuleInit {
  constructor(private readonly pages: PageAnswers) {}

  onModuleInit(): void {
    this.pages.addToNavigation({ path: '/account', label: 'common.nav.links' });
    this.pages.addToNavigation({ path: '/account/apps', label: 'common.nav.apps' });
  }
}
