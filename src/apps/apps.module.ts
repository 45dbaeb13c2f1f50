import { Module } from '@nestjs/common';
import { RevocationsModule } from '../revocations/revocations.module.ts';
import { AppChanges } from './app-changes.ts';
import { AppDesk } from './app-desk.ts';
import { Apps } from './apps.ts';
import { BrowserOrigins } from './browser-origins.ts';
import { RegistrySnapshot } from './registry/registry-snapshot.ts';

@Module({
  imports: [RevocationsModule],
  providers: [RegistrySnapshot, Apps, AppChanges, AppDesk, BrowserOrigins],
  exports: [Apps, AppChanges, AppDesk],
})
export class AppsModule {}
