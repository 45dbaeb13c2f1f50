import { Module } from '@nestjs/common';
import { RevocationsModule } from '../revocations/revocations.module.ts';
import { Apps } from './apps.ts';
import { RegistrySnapshot } from './registry/registry-snapshot.ts';

@Module({
  imports: [RevocationsModule],
  providers: [RegistrySnapshot, Apps],
  exports: [Apps],
})
export class AppsModule {}
