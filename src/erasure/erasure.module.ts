import { Module } from '@nestjs/common';
import { LinksModule } from '../links/links.module.ts';
import { ResidentsModule } from '../residents/residents.module.ts';
import { RevocationsModule } from '../revocations/revocations.module.ts';
import { Erasure } from './erasure.ts';

@Module({
  imports: [LinksModule, ResidentsModule, RevocationsModule],
  providers: [Erasure],
  exports: [Erasure],
})
export class ErasureModule {}
