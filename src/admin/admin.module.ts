import { Module } from '@nestjs/common';
import { AppsModule } from '../apps/apps.module.ts';
import { GrantsModule } from '../grants/grants.module.ts';
import { LinksModule } from '../links/links.module.ts';
import { OAuthModule } from '../oauth/oauth.module.ts';
import { AdminAppsController } from './admin-apps.controller.ts';
import { AdminGrantsController } from './admin-grants.controller.ts';
import { AdminLinksController } from './admin-links.controller.ts';

@Module({
  imports: [AppsModule, GrantsModule, LinksModule, OAuthModule],
  controllers: [AdminAppsController, AdminGrantsController, AdminLinksController],
})
export class AdminModule {}
