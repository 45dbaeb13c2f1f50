import { Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { Housekeeping } from '../platform/jobs/housekeeping.ts';
import { PolicyModule } from '../policy/policy.module.ts';
import { ProvidersModule } from '../providers/providers.module.ts';
import { ResidentsModule } from '../residents/residents.module.ts';
import { RevocationsModule } from '../revocations/revocations.module.ts';
import { KeptLinks } from './kept-links.ts';
import { LinkBlocks } from './link-blocks.ts';
import { LinkCounts } from './link-counts.ts';
import { LinkEndings } from './link-endings.ts';
import { LinkRemoval } from './link-removal.ts';
import { LinkSeal } from './link-seal.ts';
import { LinkSearch } from './link-search.ts';
import { Links } from './links.ts';
import { purge as purgeSingles, SingleRevokes } from './single-revokes.ts';
import { purge as purgeBlocks } from './statements/link-blocks.ts';
import { ToldLinks } from './told-links.ts';

@Module({
  imports: [PolicyModule, ProvidersModule, ResidentsModule, RevocationsModule],
  providers: [
    KeptLinks,
    LinkBlocks,
    LinkCounts,
    LinkEndings,
    LinkRemoval,
    LinkSeal,
    LinkSearch,
    Links,
    SingleRevokes,
    ToldLinks,
  ],
  exports: [KeptLinks, LinkBlocks, LinkCounts, LinkRemoval, LinkSearch, Links, ToldLinks],
})
export class LinksModule implements OnModuleInit {
  constructor(private readonly housekeeping: Housekeeping) {}

  onModuleInit(): void {
    this.housekeeping.register('link_block', purgeBlocks);
    this.housekeeping.register('single_revoke', purgeSingles);
  }
}
