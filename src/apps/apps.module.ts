import { Module } from '@nestjs/common';
import { RevocationsModule } from '../revocations/revocations.module.ts';
import { AppChanges } from './app-changes.ts';
import { Apps } from './apps.ts';
import { BrowserOrigins } from './browser-origins.ts';
import { RegistrySnapshot } from './registry/registry-snapshot.ts';

@Module({
  imports: [RevocationsModule],
  providers: [RegistrySnapshot, Apps, AppChanges, BrowserOrigins],
  exports: [Apps, AppChanges],
})
export class AppsModule {}
