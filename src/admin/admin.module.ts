import { Module } from '@nestjs/common';
import { LinksModule } from '../links/links.module.ts';
import { OAuthModule } from '../oauth/oauth.module.ts';
import { AdminLinksController } from './admin-links.controller.ts';

@Module({ imports: [LinksModule, OAuthModule], controllers: [AdminLinksController] })
export class AdminModule {}
