import { Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { ErasureModule } from '../erasure/erasure.module.ts';
import { LinksModule } from '../links/links.module.ts';
import { PageAnswers } from '../platform/http/page-answers.ts';
import { ProvidersModule } from '../providers/providers.module.ts';
import { ResidentsModule } from '../residents/residents.module.ts';
import { AccountController } from './account.controller.ts';
import { InformationController } from './information.controller.ts';
import { LinkedAccounts } from './linked-accounts.ts';
import { UnlinkController } from './unlink.controller.ts';

@Module({
  imports: [ErasureModule, LinksModule, ProvidersModule, ResidentsModule],
  controllers: [AccountController, InformationController, UnlinkController],
  providers: [LinkedAccounts],
})
export class AccountModule implements OnModuleInit {
  constructor(private readonly pages: PageAnswers) {}

  onModuleInit(): void {
    this.pages.addToNavigation({ path: '/account', label: 'common.nav.links' });
  }
}
