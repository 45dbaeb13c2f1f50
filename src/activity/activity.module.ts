import { Module } from '@nestjs/common';
import { AppsModule } from '../apps/apps.module.ts';
import { ProvidersModule } from '../providers/providers.module.ts';
import { ActivityLines } from './activity-lines.ts';
import { Names } from './names.ts';

@Module({
  imports: [AppsModule, ProvidersModule],
  providers: [ActivityLines, Names],
  exports: [ActivityLines, Names],
})
export class ActivityModule {}
