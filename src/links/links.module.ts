import { Module } from '@nestjs/common';
import { ResidentsModule } from '../residents/residents.module.ts';
import { RevocationsModule } from '../revocations/revocations.module.ts';
import { LinkRemoval } from './link-removal.ts';
import { LinkSeal } from './link-seal.ts';
import { LinkSearch } from './link-search.ts';
import { Links } from './links.ts';

@Module({
  imports: [ResidentsModule, RevocationsModule],
  providers: [LinkRemoval, LinkSeal, LinkSearch, Links],
  exports: [LinkRemoval, LinkSearch, Links],
})
export class LinksModule {}
